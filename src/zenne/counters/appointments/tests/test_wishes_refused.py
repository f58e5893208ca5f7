"""Wishes that nobody can fulfil, or that nobody could be told of."""

from datetime import time, timedelta
from typing import Any

import pytest

from zenne.counters.appointments.errors import BookingRefused
from zenne.counters.appointments.models import Booking, Wish
from zenne.counters.appointments.tests.builders import MONDAY, City, make_city

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_seat_is_accounted_for")]
FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def city() -> City:
    city = make_city(branches=2)
    city.shift(day=FRIDAY)
    return city


@pytest.mark.parametrize(
    ("suiting", "code"),
    [
        ({"first_day": FRIDAY, "last_day": MONDAY}, "no-day-left"),
        ({"last_day": MONDAY - timedelta(days=30)}, "no-day-left"),
        ({"after": time(12), "before": time(9)}, "no-day-left"),
        ({"branches": ("nowhere",)}, "unknown-branch"),
        ({"branches": ("x" * 10_000,)}, "unknown-branch"),
    ],
)
def test_a_wish_that_nothing_can_fulfil_is_refused(city: City, suiting: dict[str, Any], code: str) -> None:
    own = city.booked("10:00", day=FRIDAY)
    with pytest.raises(BookingRefused, match=code):
        city.wish(own, **suiting)
    with pytest.raises(BookingRefused, match=code):
        city.ask_wish("ann@example.org", **suiting)
    assert not Wish.objects.exists()


def test_only_an_appointment_with_a_contact_can_be_wished_earlier(city: City) -> None:
    held = city.hold("10:00", day=FRIDAY)
    with pytest.raises(BookingRefused, match="not-booked-yet"):
        city.wish(held)
    own = city.booked("11:00", day=FRIDAY)
    Booking.objects.filter(pk=own.pk).update(contact="")
    with pytest.raises(BookingRefused, match="no-contact"):
        city.wish(own)
