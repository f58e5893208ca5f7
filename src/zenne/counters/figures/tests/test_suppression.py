"""What is hidden is given back by no sum: asked of linear algebra that knows everything that is published."""

from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from zenne.counters.figures.rules.suppression import shown_days, shown_hours
from zenne.dataportal.public import SMALLEST_COUNT, about, hidden, parts, shown

MONDAY = date(2026, 11, 2)
COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30), min_size=1)
WEEKS = st.dictionaries(
    st.tuples(st.integers(0, 5).map(lambda ahead: MONDAY + timedelta(days=ahead)), st.integers(8, 13)),
    st.integers(0, 14),
    min_size=1,
)


Cell = Hashable
Sums = Sequence[tuple[AbstractSet[Cell], int]]


def computed(cells: Sequence[Cell], known: AbstractSet[Cell], sums: Sums) -> set[Cell]:
    """The cells that follow from the known ones and the sums: those whose unit vector is a combination of sums."""
    unknown = [cell for cell in cells if cell not in known]
    rows = np.array([[float(cell in members) for cell in unknown] for members, _total in sums])
    rank = np.linalg.matrix_rank(rows) if unknown else 0
    units = np.eye(len(unknown))
    return {
        cell
        for cell, unit in zip(unknown, units, strict=True)
        if np.linalg.matrix_rank(np.vstack([rows, unit])) == rank
    }


def most_possible(known: Mapping[Any, int], sums: Sums) -> dict[Cell, int]:
    """The most that each other cell can be, as none is less than nothing. No cell is in two of the sums."""
    return {
        cell: total - sum(known.get(each, 0) for each in members)
        for members, total in sums
        for cell in members - known.keys()
    }


@settings(deadline=None)
@given(COUNTS)
def test_no_small_count_is_shown_and_none_can_be_computed(counts: dict[str, int]) -> None:
    left = shown(counts)
    assert all(count >= SMALLEST_COUNT for count in left.values())
    total = sum(counts.values())
    if total < SMALLEST_COUNT:
        assert not left
        return
    cells = list(counts)
    sums = [(set(cells), total)]
    assert not computed(cells, set(left), sums)
    assert all(most >= SMALLEST_COUNT for most in most_possible(dict(left), sums).values())


@settings(deadline=None)
@given(WEEKS)
def test_days_hours_and_the_week_together_give_nothing_back(counts: dict[tuple[date, int], int]) -> None:
    days, hours = shown_days(counts), shown_hours(counts)
    assert all(count >= SMALLEST_COUNT for count in [*days.values(), *hours.values()])
    assert {day for day, _hour in hours} <= days.keys()
    total = sum(counts.values())
    if total < SMALLEST_COUNT:
        assert not days
        return
    of_week = {hour for _day, hour in counts}
    all_days = {day for day, _hour in counts}
    cells = [(day, hour) for day in sorted(all_days) for hour in sorted(of_week)]
    of_days = [({(day, hour) for hour in of_week}, count) for day, count in days.items()]
    of_hidden = {(day, hour) for day in all_days - days.keys() for hour in of_week}
    assert not computed(cells, set(hours), [*of_days, (set(cells), total)])
    assert not computed_days(all_days, days.keys(), total)
    rest = [(of_hidden, total - sum(days.values()))] if of_hidden else []
    assert all(most >= SMALLEST_COUNT for most in most_possible(dict(hours), [*of_days, *rest]).values())


def computed_days(days: set[date], known: AbstractSet[date], total: int) -> set[Cell]:
    """The hidden days that follow from the week."""
    return computed(sorted(days), known, [(days, total)])


@settings(deadline=None)
@given(COUNTS)
def test_the_same_counts_hide_the_same_parts_in_whatever_order(counts: dict[str, int]) -> None:
    assert hidden(counts) == hidden(dict(reversed(counts.items())))


def test_nothing_is_hidden_where_everything_is_large() -> None:
    assert shown({"a": 5, "b": 9}) == {"a": 5, "b": 9}


def test_one_small_count_takes_the_smallest_large_one_with_it() -> None:
    assert shown({"a": 4, "b": 9, "c": 7}) == {"b": 9}


def test_small_counts_that_are_small_together_take_another_with_them() -> None:
    assert shown({"a": 1, "b": 1, "c": 7, "d": 8}) == {"d": 8}


def test_the_rest_of_a_whole_is_looked_at_too() -> None:
    assert parts(20, {"walk-in": 18}, rest="appointment") == {}
    assert parts(20, {"walk-in": 12}, rest="appointment") == {"walk-in": 12, "appointment": 8}
    assert parts(40, {"came": 30, "missed": 3, "cancelled": 2}, rest="not-known") == {"came": 30, "not-known": 5}
    assert parts(37, {"came": 30, "missed": 3, "cancelled": 2}, rest="not-known") == {"came": 30}


def test_counts_beside_exact_ones_are_rounded_to_fives() -> None:
    assert [about(count) for count in (5, 7, 8, 12, 13, 100)] == [5, 5, 10, 10, 15, 100]
