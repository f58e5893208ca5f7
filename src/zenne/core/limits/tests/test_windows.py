"""The sliding window, against a list of every try."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.core.limits.rules.windows import SLICES, Limit, wait_until_free

PER = 64.0
LIMITS = st.builds(Limit, name=st.just("x"), times=st.integers(1, 6), per=st.just(timedelta(seconds=PER)))
PAUSES = st.lists(st.floats(0, 40), max_size=60)


def admitted_moments(limit: Limit, pauses: list[float]) -> tuple[list[float], list[float]]:
    """The moments of the tries that were admitted, and of those that were refused."""
    admitted: list[float] = []
    refused: list[float] = []
    now = 0.0
    for pause in pauses:
        now += pause
        tries = counting(limit, admitted, now)
        (admitted if sum(tries.values()) < limit.times else refused).append(now)
    return admitted, refused


def counting(limit: Limit, admitted: list[float], now: float) -> dict[int, int]:
    tries: dict[int, int] = {}
    for moment in admitted:
        number = limit.slice_at(moment)
        if number >= limit.slice_at(now) - SLICES:
            tries[number] = tries.get(number, 0) + 1
    return tries


@given(LIMITS, PAUSES)
def test_no_window_wherever_it_begins_has_more_than_the_limit(limit: Limit, pauses: list[float]) -> None:
    admitted, _ = admitted_moments(limit, pauses)

    assert all(sum(start <= moment < start + PER for moment in admitted) <= limit.times for start in admitted)


@given(LIMITS, PAUSES)
def test_whoever_tried_less_in_the_window_and_one_slice_more_is_admitted(limit: Limit, pauses: list[float]) -> None:
    admitted, refused = admitted_moments(limit, pauses)
    longest = PER * (SLICES + 1) / SLICES

    assert all(sum(moment - longest <= other <= moment for other in admitted) >= limit.times for moment in refused)


@given(LIMITS, PAUSES)
def test_after_the_wait_the_next_try_is_admitted_and_just_before_it_is_not(limit: Limit, pauses: list[float]) -> None:
    admitted, _ = admitted_moments(limit, pauses)
    now = sum(pauses)
    tries = counting(limit, admitted, now)
    if sum(tries.values()) < limit.times:
        return

    free = now + wait_until_free(limit, tries, now=now).total_seconds()

    assert sum(counting(limit, admitted, free + 0.001).values()) < limit.times
    assert sum(counting(limit, admitted, free - 0.001).values()) >= limit.times


@pytest.mark.parametrize(("times", "per"), [(0, timedelta(minutes=1)), (1, timedelta()), (1, timedelta(days=2))])
def test_a_limit_without_sense_is_refused(times: int, per: timedelta) -> None:
    with pytest.raises(ValueError, match="at least one try"):
        Limit("x", times=times, per=per)
