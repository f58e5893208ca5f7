from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.counters.rules.quanta import is_on_a_step, moment_of, step_of, steps_for

moments = st.integers(0, 2**32).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(moments)
def test_a_moment_lies_in_its_step(moment: datetime) -> None:
    begin = moment_of(step_of(moment))

    assert begin <= moment < begin + timedelta(minutes=5)
    assert is_on_a_step(begin)


@given(moments)
def test_a_moment_is_on_a_step_only_where_one_begins(moment: datetime) -> None:
    assert is_on_a_step(moment) == (moment_of(step_of(moment)) == moment)


@pytest.mark.parametrize(("minutes", "steps"), [(0, 1), (1, 1), (5, 1), (6, 2), (15, 3), (16, 4), (240, 48)])
def test_a_visit_takes_as_many_steps_as_hold_it(minutes: int, steps: int) -> None:
    assert steps_for(minutes) == steps
