"""The wait between attempts."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as some

from zenne.core.tasks.rules.backoff import Backoff

FAILURES = some.integers(min_value=1, max_value=100_000)
WAITS = some.timedeltas(min_value=timedelta(milliseconds=1), max_value=timedelta(days=30))


@given(first=WAITS, most=WAITS, failures=FAILURES, chance=some.floats(0, 1, exclude_max=True))
def test_a_wait_is_never_longer_than_the_longest(
    first: timedelta, most: timedelta, failures: int, chance: float
) -> None:
    backoff = Backoff(first=first, most=most)

    assert timedelta() <= backoff.wait(failures, chance=chance) <= backoff.longest_wait(failures) <= most


@given(first=WAITS, most=WAITS, failures=FAILURES)
def test_the_longest_wait_doubles_until_the_most(first: timedelta, most: timedelta, failures: int) -> None:
    backoff = Backoff(first=first, most=most)
    now, then = backoff.longest_wait(failures), backoff.longest_wait(failures + 1)

    assert then in (now * 2, most)
    assert then >= now
    assert backoff.longest_wait(1) == min(first, most)
