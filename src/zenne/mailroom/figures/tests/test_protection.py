"""No small count is in what is published of letters, and none follows from it."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zenne.dataportal.public import SMALLEST_COUNT, about, share, shown
from zenne.mailroom.figures import rows
from zenne.mailroom.figures.models import LetterWeek
from zenne.mailroom.figures.tests.builders import MONDAY

CELLS = st.dictionaries(
    st.tuples(st.sampled_from(["passport", "parking", ""]), st.sampled_from("nfe"), st.sampled_from("mpt")),
    st.integers(0, 30),
    min_size=1,
)
SMALL = range(SMALLEST_COUNT)


def published(counts: Mapping[Any, int], monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[Any]]]:
    """All tables of a week."""
    week = [
        LetterWeek(week=MONDAY, service=service, language=language, channel=channel, letters=count, minutes=[])
        for (service, language, channel), count in counts.items()
    ]
    monkeypatch.setattr(rows, "counted_weeks", lambda: iter([week]))
    return {each.__name__: list(each()) for each in (rows.weeks, rows.services, rows.languages, rows.channels)}


@settings(deadline=None)
@given(CELLS)
def test_what_is_left_out_can_be_anything_that_is_small_or_not(counts: dict[Any, int]) -> None:
    """Each table parts the same whole, in a way of its own, so no two of them say more together than each alone.

    Whoever knows the whole and all rows exactly, and they are rounded, has one equation for those left out.
    """
    with pytest.MonkeyPatch.context() as patch:
        tables = published(counts, patch)
    total = sum(counts.values())
    for number, name in enumerate(("services", "languages", "channels")):
        parts: dict[str, int] = {}
        for cell, count in counts.items():
            parts[cell[number]] = parts.get(cell[number], 0) + count
        seen = {row[1]: row[2] for row in tables[name]}
        assert all(parts[value] >= SMALLEST_COUNT and seen[value] == about(parts[value]) for value in seen)
        known = shown(parts)
        assert seen.keys() == known.keys() - ({""} if name == "services" else set())
        left_out = parts.keys() - known.keys()
        rest = total - sum(known.values())
        assert not left_out or total < SMALLEST_COUNT or (len(left_out) > 1 and rest >= SMALLEST_COUNT) or not known
    assert bool(tables["weeks"]) == (total >= SMALLEST_COUNT)


@settings(deadline=None)
@given(st.integers(0, 300))
def test_no_share_tells_a_small_number_from_another(whole: int) -> None:
    for small in (each for each in SMALL if each <= whole):
        assert share(small, whole) == share(0, whole)
        assert share(whole - small, whole) == share(whole, whole)
    assert (share(0, whole) is None) == (whole < 2 * SMALLEST_COUNT)


@given(st.integers(10, 300).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_a_share_is_nearly_the_true_one_and_more_never_makes_it_less(pair: tuple[int, int]) -> None:
    part, whole = pair
    found = share(part, whole)
    assert found is not None
    assert abs(found - part / whole) <= 2 / whole + 0.005
    assert part == whole or found <= (share(part + 1, whole) or 0)


@given(st.lists(st.integers(0, 9_000), max_size=30))
def test_no_time_is_that_of_a_single_slowest_letter(minutes: list[int]) -> None:
    found = rows.hours_within(minutes, 0.9)
    if len(minutes) < 2 * SMALLEST_COUNT:
        assert found is None
    else:
        assert sum(each >= round((found or 0) * 60) - 3 for each in minutes) >= 2


def test_outcomes_of_few_are_left_out_beside_a_count_that_is_shown() -> None:
    counts = {"letters": 12, "due": 12, "in_time": 11, "promised": 4, "held": 4, "begun": 9, "done": 9}
    row: Any = SimpleNamespace(**counts, verdicts=0, satisfied=0, minutes=[60] * 9)
    assert rows.figures([row]) == [10, 0.83, None, None, None, None, None]
