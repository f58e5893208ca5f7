"""A branch that gives appointments only at some of its hours."""

import pytest

from zenne.core.access.public import NOBODY
from zenne.core.content.public import announce_change
from zenne.counters.appointments.actions.cancel_booking import cancel_booking
from zenne.counters.appointments.errors import SlotRefused
from zenne.counters.appointments.models import Offer
from zenne.counters.appointments.tests.builders import NOW, City, clocks
from zenne.counters.appointments.tokens import manage_token
from zenne.counters.capacity.actions.write_counter_hours import BranchHours, write_counter_hours

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_seat_is_accounted_for")]


def only(city: City, **hours: str) -> None:
    write_counter_hours({city.branch.slug: BranchHours(hours)})
    announce_change()


def test_times_are_found_and_held_only_within_the_hours_for_appointments(city: City) -> None:
    city.shift(begin="09:00", end="12:00")
    only(city, appointment="Mo 11:00-11:30")

    assert clocks(city) == ["11:00", "11:15"]
    with pytest.raises(SlotRefused) as refused:
        city.hold("09:00")
    assert refused.value.code == "closed-then"
    assert city.hold("11:15")


def test_hours_without_appointment_say_nothing_of_appointments_and_other_branches_keep_theirs(city: City) -> None:
    city.shift(begin="09:00", end="09:30")

    only(city, walk_in="Mo 16:00-17:00")

    assert clocks(city) == ["09:00", "09:15"]


def test_hours_for_appointments_make_no_branch_open_that_is_closed(city: City) -> None:
    city.shift(begin="07:00", end="09:15")

    only(city, appointment="24/7")

    assert clocks(city) == ["09:00"]


def test_a_seat_outside_of_them_that_becomes_free_is_offered_to_nobody(city: City) -> None:
    city.shift(begin="09:00", end="12:00")
    early, late = city.booked("09:00"), city.booked("11:15")
    city.wish(late)
    only(city, appointment="Mo 11:00-11:30")

    cancel_booking(asker=NOBODY, booking=early.uuid, token=manage_token(early.uuid), now=NOW)

    assert not Offer.objects.exists()


def test_the_same_seat_is_offered_while_appointments_are_given_then(city: City) -> None:
    city.shift(begin="09:00", end="12:00")
    early, late = city.booked("09:00"), city.booked("11:15")
    city.wish(late)
    only(city, appointment="Mo 09:00-11:30")

    cancel_booking(asker=NOBODY, booking=early.uuid, token=manage_token(early.uuid), now=NOW)

    assert Offer.objects.get().booking.starts_at == early.starts_at
