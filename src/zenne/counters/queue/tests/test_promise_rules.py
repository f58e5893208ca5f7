"""What people are told, and how it is corrected."""

import random

from hypothesis import given
from hypothesis import strategies as st

from zenne.counters.queue.rules.promises import LARGEST, LONGEST_TOLD, after, told

minutes = st.floats(0, 2_000)


@given(minutes, minutes, st.floats(-LARGEST, LARGEST))
def test_the_lower_number_is_never_above_the_upper_one(p50: float, more: float, correction: float) -> None:
    says = told(p50=p50, p90=p50 + more, correction=correction)
    assert 0 <= says.p50 <= says.p90 <= LONGEST_TOLD
    assert says.p90 >= 1


def test_long_times_are_said_in_fives() -> None:
    says = told(p50=52.0, p90=71.2, correction=0)
    assert (says.p50, says.p90) == (50, 75)


@given(st.integers(0, 1_000), st.floats(0.3, 3.0))
def test_in_the_long_run_nine_of_ten_promises_hold_however_wrong_the_forecast_is(seed: int, wrong: float) -> None:
    chance, correction, kept = random.Random(seed), 0.0, []  # noqa: S311 - only for a test
    for _ in range(2_000):
        says = told(p50=20, p90=35 * wrong, correction=correction)
        was_kept = chance.lognormvariate(3, 0.45) <= says.p90
        correction = after(correction, was_kept=was_kept)
        kept.append(was_kept)

    assert 0.87 <= sum(kept[500:]) / 1_500 <= 0.93
