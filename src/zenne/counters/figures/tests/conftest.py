"""What every test of figures begins with."""

import pytest

from zenne.counters.queue.forecast import kept_forecast
from zenne.counters.queue.tests.builders import Hall


@pytest.fixture(autouse=True)
def no_forecasts_of_other_tests() -> None:
    """Rooms of different tests have the same numbers."""
    kept_forecast.cache_clear()


@pytest.fixture
def hall(db: None) -> Hall:
    return Hall()
