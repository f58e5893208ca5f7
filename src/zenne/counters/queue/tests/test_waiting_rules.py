"""Waiting times as distributions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zenne.counters.queue.rules.durations import Duration, expected
from zenne.counters.queue.rules.waiting import DeskAtWork, Expected, quantile, waiting_times

TEN = Duration(np.log(10), 0.01)


def someone(turn: float = 0, *, comes: float = 0, desks: tuple[bool, ...] = (True,), likely: float = 1.0) -> Expected:
    return Expected(turn, comes, likely, TEN, desks)


def medians(people: list[Expected], desks: list[DeskAtWork]) -> list[float]:
    waits = waiting_times(people, desks, seed=1)
    return [quantile(waits[:, place], 0.5) for place in range(len(people))]


def test_one_desk_helps_one_after_the_other_in_the_order_of_turns() -> None:
    assert medians([someone(3), someone(1), someone(2)], [DeskAtWork()]) == pytest.approx([20, 0, 10], abs=0.3)


def test_two_desks_help_two_at_once() -> None:
    both = (True, True)
    people = [someone(turn, desks=both) for turn in range(4)]
    assert medians(people, [DeskAtWork(), DeskAtWork()]) == pytest.approx([0, 0, 10, 10], abs=0.3)


def test_who_no_desk_can_help_waits_for_ever() -> None:
    assert medians([someone(desks=(False,))], [DeskAtWork()]) == [np.inf]
    assert medians([someone(desks=())], []) == [np.inf]


def test_a_desk_waits_for_whoever_comes_later_and_takes_others_meanwhile() -> None:
    assert medians([someone(0, comes=15), someone(1)], [DeskAtWork()]) == pytest.approx([15, 0], abs=0.3)


def test_a_visit_that_lasts_long_already_is_not_believed_to_end_at_once() -> None:
    busy = DeskAtWork(busy_for=30, duration=expected(10))
    [wait] = medians([someone()], [busy])
    assert 0.25 <= wait < 30


def test_nobody_is_called_after_the_end_of_a_shift() -> None:
    assert medians([someone(0), someone(1)], [DeskAtWork(closes=5)]) == [0, np.inf]


def test_who_does_not_come_costs_a_moment() -> None:
    assert medians([someone(0, likely=0.0), someone(1)], [DeskAtWork()]) == pytest.approx([0, 2])


people = st.lists(
    st.builds(
        Expected,
        st.floats(-100, 100),
        st.floats(-50, 50),
        st.floats(0, 1),
        st.just(expected(8)),
        st.tuples(st.booleans(), st.booleans()),
    ),
    max_size=15,
)


@given(people)
@settings(max_examples=40, deadline=None)
def test_everybody_whom_a_desk_can_help_is_called_once_and_not_before_they_come(line: list[Expected]) -> None:
    waits = waiting_times(line, [DeskAtWork(), DeskAtWork(busy_for=3, duration=expected(8))], seed=3, rounds=20)
    for place, person in enumerate(line):
        assert np.isfinite(waits[:, place]).all() == any(person.desks)
        assert (waits[:, place] >= person.comes).all()


@given(people)
@settings(max_examples=20, deadline=None)
def test_the_same_seed_gives_the_same_forecast(line: list[Expected]) -> None:
    one, two = (waiting_times(line, [DeskAtWork(), DeskAtWork()], seed=7, rounds=10) for _ in range(2))
    assert np.array_equal(one, two)
