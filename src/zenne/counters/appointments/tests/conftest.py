"""What every test of bookings has: a city with free times, and an account of every seat at its end."""

from collections.abc import Iterator

import pytest

from zenne.counters.appointments.tests.builders import City, assert_no_seat_is_lost_or_given_twice, make_city


@pytest.fixture
def city() -> City:
    return make_city()


@pytest.fixture
def every_seat_is_accounted_for(db: None) -> Iterator[None]:
    yield
    assert_no_seat_is_lost_or_given_twice()
