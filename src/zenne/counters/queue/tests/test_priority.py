"""Turns: who needs to wait less goes earlier, and nobody starves."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from zenne.counters.queue.rules.priority import EARLY, LATE, LONGEST_HEAD_START, Need, is_on_time, turn_of

NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
needs = st.sampled_from(["", *(need.value for need in Need)])
moments = st.integers(0, 8 * 60).map(lambda minutes: NINE + timedelta(minutes=minutes))
appointments = st.none() | moments


arrivals = st.tuples(needs, appointments)


@given(moments, arrivals, st.integers(1, 300), arrivals)
def test_whoever_comes_later_than_the_longest_head_start_never_goes_before(
    first: datetime, mine: tuple[str, datetime | None], minutes: int, theirs: tuple[str, datetime | None]
) -> None:
    due = mine[1]
    # An appointment much later has no turn before its time: what counts is when that may begin.
    begins = max(first, due - EARLY) if due is not None and is_on_time(first, due) else first
    other = begins + LONGEST_HEAD_START + timedelta(minutes=minutes)

    assert turn_of(first, need=mine[0], due_at=due) < turn_of(other, need=theirs[0], due_at=theirs[1])


@given(moments, needs)
def test_a_need_never_makes_somebody_wait_longer(since: datetime, need: str) -> None:
    assert turn_of(since, need=need) <= turn_of(since)


@given(moments, st.integers(1, 200))
def test_whoever_comes_too_late_for_an_appointment_waits_like_everybody_else(due: datetime, minutes: int) -> None:
    since = due + LATE + timedelta(minutes=minutes)
    assert turn_of(since, due_at=due) == turn_of(since)


def test_an_appointment_on_time_goes_before_those_who_came_half_an_hour_ago() -> None:
    due = NINE + timedelta(minutes=30)
    assert turn_of(due - timedelta(minutes=5), due_at=due) < turn_of(NINE)


def test_head_starts_are_not_added_up() -> None:
    due = NINE + timedelta(minutes=5)
    assert turn_of(NINE, need=Need.DISABILITY.value, due_at=due) == turn_of(NINE, due_at=due)
