from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from zenne.counters.rules.seats import (
    MOST_STEPS,
    beginnings,
    gaps,
    longest_run,
    of_intervals,
    read,
    run,
    steps_in,
    tidy,
    written,
)

SHIFT = 120
free_steps = st.sets(st.integers(0, SHIFT - 1))
lengths = st.integers(1, 40)


def mask(steps: set[int]) -> int:
    return sum(1 << step for step in steps)


@given(free_steps, lengths)
def test_a_visit_can_begin_where_all_its_steps_are_free(free: set[int], length: int) -> None:
    expected = {first for first in range(SHIFT) if all(first + n in free for n in range(length))}

    assert set(steps_in(beginnings(mask(free), length))) == expected


@given(free_steps)
def test_the_longest_run_is_the_longest_visit_that_fits(free: set[int]) -> None:
    longest = longest_run(mask(free))

    assert not beginnings(mask(free), longest + 1)
    assert longest == 0 or beginnings(mask(free), longest)


@given(free_steps)
def test_gaps_are_the_free_steps_in_order_with_something_taken_between_them(free: set[int]) -> None:
    found = list(gaps(mask(free)))

    assert [first + n for first, size in found for n in range(size)] == sorted(free)
    assert all(one[0] + one[1] < other[0] for one, other in pairwise(found))


@given(free_steps, lengths)
def test_tidy_places_fit_and_the_first_and_last_place_of_each_gap_are_among_them(free: set[int], length: int) -> None:
    places = set(steps_in(tidy(mask(free), length)))

    assert places <= set(steps_in(beginnings(mask(free), length)))
    for first, size in gaps(mask(free)):
        if size >= length:
            assert {first, first + size - length} <= places


@given(free_steps, lengths)
def test_as_many_visits_fit_at_tidy_places_as_fit_at_all(free: set[int], length: int) -> None:
    end, count = -1, 0
    for place in steps_in(tidy(mask(free), length)):
        if place >= end:
            end, count = place + length, count + 1

    assert count == sum(size // length for _, size in gaps(mask(free)))


@given(st.lists(st.tuples(st.integers(-50, 200), st.integers(-50, 200))), st.integers(0, 40), st.integers(1, SHIFT))
def test_intervals_become_the_steps_that_lie_in_one_of_them(
    intervals: list[tuple[int, int]], start: int, length: int
) -> None:
    expected = {n for n in range(length) if any(begin <= start + n < end for begin, end in intervals)}

    assert set(steps_in(of_intervals(intervals, start=start, length=length))) == expected


@given(st.sets(st.integers(0, MOST_STEPS - 1)))
def test_what_is_free_is_read_as_it_was_written_and_fits_its_column(free: set[int]) -> None:
    assert read(written(mask(free))) == mask(free)
    assert len(written(mask(free))) <= 80


@given(st.integers(0, 200), lengths)
def test_a_run_is_so_many_steps_in_a_row(first: int, length: int) -> None:
    assert list(steps_in(run(first, length))) == list(range(first, first + length))
