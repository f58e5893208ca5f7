"""No small count is in what is published of letters, and none follows from it."""

from collections.abc import Mapping
from itertools import product
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zenne.dataportal.public import SMALLEST_COUNT, about, share
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


TABLES = ("services", "languages", "channels")


def parts_of(counts: Mapping[Any, int]) -> dict[tuple[int, str], int]:
    """The true number of letters of each service, language and way."""
    found: dict[tuple[int, str], int] = {}
    for cell, count in counts.items():
        for place in enumerate(cell):
            found[place] = found.get(place, 0) + count
    return found


@settings(deadline=None)
@given(CELLS)
def test_only_what_is_not_small_is_shown_and_in_fives(counts: dict[Any, int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        tables = published(counts, patch)
    parts = parts_of(counts)
    for number, name in enumerate(TABLES):
        for _week, value, letters, *_outcomes in tables[name]:
            assert parts[number, value] >= SMALLEST_COUNT
            assert letters == about(parts[number, value])
    assert bool(tables["weeks"]) == (sum(counts.values()) >= SMALLEST_COUNT)


@settings(deadline=None)
@given(CELLS)
def test_what_is_left_out_follows_from_no_sum_and_can_be_large(counts: dict[Any, int]) -> None:
    """Even for whoever knows the whole, and every number that is shown exactly, not in fives."""
    with pytest.MonkeyPatch.context() as patch:
        tables = published(counts, patch)
    parts, total = parts_of(counts), sum(counts.values())
    seen = {(number, row[1]) for number, name in enumerate(TABLES) for row in tables[name]}
    if total < SMALLEST_COUNT:
        assert not seen
        return
    cells = list(product(*(sorted({value for place, value in parts if place == number}) for number in range(3))))
    known = np.array([np.ones(len(cells)), *(letters_with(place, cells) for place in seen)])
    rank = np.linalg.matrix_rank(known)
    for place in parts.keys() - seen:
        rest = total - sum(parts[each] for each in seen if each[0] == place[0])
        follows = np.linalg.matrix_rank(np.vstack([known, letters_with(place, cells)])) == rank
        assert rest >= SMALLEST_COUNT
        assert not follows or parts[place] >= SMALLEST_COUNT


def letters_with(place: tuple[int, str], cells: list[tuple[str, ...]]) -> Any:
    """Of which cells a part is the sum."""
    number, value = place
    return np.array([float(cell[number] == value) for cell in cells])


def test_no_share_tells_a_small_number_from_another() -> None:
    for whole in range(300):
        for small in (each for each in SMALL if each <= whole):
            assert share(small, whole) == share(0, whole)
            assert share(whole - small, whole) == share(whole, whole)
        assert (share(0, whole) is None) == (whole < 2 * SMALLEST_COUNT)


def test_a_share_is_the_true_one_but_for_two_letters_and_never_less_for_more() -> None:
    for whole in range(2 * SMALLEST_COUNT, 200):
        shares = [share(part, whole) or 0 for part in range(whole + 1)]
        assert shares == sorted(shares)
        assert all(abs(found - part / whole) < 2 / whole + 0.0051 for part, found in enumerate(shares))


@settings(deadline=None)
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
