"""What every test of planning has: a city, and an account of every seat at its end."""

from collections.abc import Iterator

import pytest

from zenne.counters.appointments.tests.builders import City, assert_no_seat_is_lost_or_given_twice, make_city


@pytest.fixture
def city(db: None) -> Iterator[City]:
    """Two branches that are open every day."""
    yield make_city(branches=2, hours="Mo-Su 09:00-17:00; PH off")
    assert_no_seat_is_lost_or_given_twice()
