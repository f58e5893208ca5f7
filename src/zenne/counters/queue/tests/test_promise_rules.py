"""What people are told, and how it is corrected."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from zenne.counters.queue.rules.promises import LONGEST_TOLD, after, factors, told

minutes = st.floats(0, 2_000)


factor = st.floats(0.1, 5)


@given(minutes, minutes, factor, factor)
def test_the_lower_number_is_never_above_the_upper_one(p50: float, more: float, low: float, high: float) -> None:
    says = told(p50=p50, p90=p50 + more, by=(low, high))
    assert 0 <= says.p50 <= says.p90 <= LONGEST_TOLD
    assert says.p90 >= 1


def test_long_times_are_said_in_fives() -> None:
    says = told(p50=52.0, p90=71.2)
    assert (says.p50, says.p90) == (50, 75)


@given(st.integers(0, 1_000), st.floats(0.3, 3.0))
@settings(max_examples=25, deadline=None)
def test_in_the_long_run_nine_of_ten_promises_hold_however_wrong_the_forecast_is(seed: int, wrong: float) -> None:
    chance, learned, kept = random.Random(seed), {}, []  # type: ignore[var-annotated]  # noqa: S311 - only for a test
    for number in range(3_000):
        hour = 9 + number % 7
        says = told(p50=20 * wrong, p90=35 * wrong, by=factors(learned, hour))
        waited = chance.lognormvariate(3, 0.45) * (1.5 if hour == 12 else 1)
        learned = after(learned, hour, says, waited)
        kept.append((waited <= says.p50, waited <= says.p90, hour))

    lower, upper = (sum(each[place] for each in kept[1000:]) / 2_000 for place in (0, 1))
    assert 0.44 <= lower <= 0.56
    assert 0.87 <= upper <= 0.93
    at_noon = [each[1] for each in kept[1000:] if each[2] == 12]
    assert sum(at_noon) / len(at_noon) >= 0.85
