"""What every test of the queue begins with."""

import pytest

from zenne.counters.queue.forecast import kept_forecast


@pytest.fixture(autouse=True)
def no_forecasts_of_other_tests() -> None:
    """Rooms of different tests have the same numbers."""
    kept_forecast.cache_clear()
