"""What is hidden can be given back by no sum: looked for by a solver that knows everything that is published."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from zenne.counters.figures.rules.suppression import MINIMUM, about, hidden, parts, shown, shown_days, shown_hours

MONDAY = date(2026, 11, 2)
COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30), min_size=1)
WEEKS = st.dictionaries(
    st.tuples(st.integers(0, 5).map(lambda ahead: MONDAY + timedelta(days=ahead)), st.integers(8, 13)),
    st.integers(0, 14),
    min_size=1,
)


Sums = list[tuple[set[object], int]]


def possible(cells: list[object], known: dict[object, int], sums: Sums) -> list[tuple[float, float]]:
    """The least and the most that each cell can be for somebody who knows some cells and some sums."""
    rows = [[float(cell in members) for cell in cells] for members, _total in sums]
    totals = [float(total) for _members, total in sums]
    bounds = [(known[cell], known[cell]) if cell in known else (0, None) for cell in cells]
    found = []
    for place in range(len(cells)):
        aim = np.zeros(len(cells))
        aim[place] = 1.0
        least, most = (
            linprog(sign * aim, A_eq=rows or None, b_eq=totals or None, bounds=bounds, method="highs")
            for sign in (1, -1)
        )
        found.append((least.fun, np.inf if most.status == 3 else -most.fun))
    return found


@given(COUNTS)
def test_no_small_count_is_shown_and_none_can_be_computed(counts: dict[str, int]) -> None:
    left = shown(counts)
    assert all(count >= MINIMUM for count in left.values())
    total = sum(counts.values())
    if total < MINIMUM:
        assert not left
        return
    cells: list[object] = list(counts)
    for cell, (least, most) in zip(cells, possible(cells, dict(left), [(set(cells), total)]), strict=True):
        if cell not in left:
            assert least <= 0 + 1e-6
            assert most >= MINIMUM - 1e-6


@given(WEEKS)
def test_days_hours_and_the_week_together_give_nothing_back(counts: dict[tuple[date, int], int]) -> None:
    days, hours = shown_days(counts), shown_hours(counts)
    assert all(count >= MINIMUM for count in [*days.values(), *hours.values()])
    assert {day for day, _hour in hours} <= days.keys()
    total = sum(counts.values())
    if total < MINIMUM:
        assert not days
        return
    of_week = {hour for _day, hour in counts}
    all_days = {day for day, _hour in counts}
    cells: list[object] = [(day, hour) for day in sorted(all_days) for hour in sorted(of_week)]
    sums: list[tuple[set[object], int]] = [(set(cells), total)]
    sums += [({(day, hour) for hour in of_week}, count) for day, count in days.items()]
    for cell, (least, most) in zip(cells, possible(cells, dict(hours), sums), strict=True):
        if cell not in hours:
            assert least <= 0 + 1e-6
            assert most >= MINIMUM - 1e-6


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
    assert parts(40, {"came": 30, "missed": 3, "cancelled": 2}, rest="not-known") == {"came": 30}


def test_counts_beside_exact_ones_are_rounded_to_fives() -> None:
    assert [about(count) for count in (5, 7, 8, 12, 13, 100)] == [5, 5, 10, 10, 15, 100]
