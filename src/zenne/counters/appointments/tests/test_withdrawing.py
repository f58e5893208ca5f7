"""Somebody will not be there, or a branch closes."""

from datetime import timedelta

import pytest

from zenne.core.access.public import NOBODY, NotAllowed
from zenne.core.outbox.public import Message
from zenne.counters.appointments.actions.close_branch import close_branch
from zenne.counters.appointments.actions.confirm_booking import confirm_booking
from zenne.counters.appointments.actions.relocate_booking import relocate_booking
from zenne.counters.appointments.actions.withdraw_shift import withdraw_shift
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.tests.builders import (
    DESK_WORKER,
    NOW,
    PLANNER,
    RESIDENT,
    City,
    assert_no_seat_is_lost_or_given_twice,
    at,
    make_city,
)
from zenne.counters.appointments.tokens import confirm_token
from zenne.counters.capacity.models import Shift

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return make_city(branches=2)


@pytest.fixture(autouse=True)
def every_seat_is_accounted_for(db: None) -> object:
    yield
    assert_no_seat_is_lost_or_given_twice()


def withdraw(*shifts: Shift) -> int:
    """Withdraw shifts and do the work that follows."""
    numbers = [shift.pk for shift in shifts]
    withdrawn = withdraw_shift(asker=PLANNER, shifts=numbers, now=NOW)
    relocate_booking(shifts=numbers, now=NOW)
    return withdrawn


def test_nothing_of_a_withdrawn_shift_can_be_booked(city: City) -> None:
    shift = city.shift()

    assert withdraw(shift) == 1

    assert city.search().slots == ()
    assert withdraw(shift) == 0


def test_a_colleague_takes_over_at_the_same_time_and_nobody_is_disturbed(city: City) -> None:
    gone = city.shift()
    booked, held = city.booked("09:00"), city.hold("10:00")
    colleague = city.shift()
    letters = Message.objects.count()

    withdraw(gone)

    for booking in (booked, held):
        booking.refresh_from_db()
        assert booking.shift == colleague
    assert (booked.state, booked.starts_at) == (Booking.State.BOOKED, at("09:00"))
    assert Message.objects.count() == letters


def test_a_colleague_who_does_not_speak_the_language_does_not_take_over(city: City) -> None:
    gone = city.shift(languages=["nl", "ar"])
    booked = city.booked("09:00", language="ar")
    city.shift(languages=["nl"])

    withdraw(gone)

    booked.refresh_from_db()
    assert (booked.state, booked.reason) == (Booking.State.CANCELLED, Booking.Reason.NOBODY_THERE)


def test_the_nearest_other_time_is_kept_and_the_person_is_told_in_their_language(city: City) -> None:
    gone = city.shift()
    booked = city.booked("09:00", "ann@example.org")
    Booking.objects.filter(pk=booked.pk).update(mail_language="fr")
    city.shift(begin="10:00")

    withdraw(gone)

    booked.refresh_from_db()
    instead = booked.instead
    assert instead is not None
    assert (instead.state, instead.starts_at) == (Booking.State.ASKED, at("10:00"))
    assert instead.kept_until == NOW + timedelta(days=2)
    letter = Message.objects.order_by("created_at").last()
    assert letter is not None
    assert (letter.receiver, letter.wanted_language) == ("ann@example.org", "fr")
    assert f"/fr/appointments/confirm/{confirm_token(instead.uuid)}/" in letter.text
    confirmed = confirm_booking(asker=NOBODY, token=confirm_token(instead.uuid))
    assert confirmed.state == Booking.State.BOOKED


def test_where_nothing_else_is_free_the_person_is_told_that(city: City) -> None:
    gone = city.shift()
    booked = city.booked("09:00")

    withdraw(gone)

    booked.refresh_from_db()
    assert (booked.state, booked.instead) == (Booking.State.CANCELLED, None)
    letter = Message.objects.order_by("created_at").last()
    assert letter is not None
    assert "no other time is free" in letter.text


def test_a_branch_that_closes_gives_times_elsewhere(city: City) -> None:
    for _ in range(2):
        city.shift()
    booked = city.booked("09:00")
    elsewhere = city.shift(city.branches[1])

    closed = close_branch(asker=PLANNER, branch=city.branch.pk, begin=at("08:00"), end=at("18:00"), now=NOW)
    relocate_booking(shifts=list(Shift.objects.values_list("pk", flat=True)), now=NOW)

    booked.refresh_from_db()
    assert closed == 2
    assert booked.instead is not None
    assert booked.instead.shift == elsewhere


def test_doing_it_again_after_an_interruption_tells_nobody_twice(city: City) -> None:
    gone = city.shift()
    city.booked("09:00")
    withdraw(gone)
    letters = Message.objects.count()

    assert relocate_booking(shifts=[gone.pk], now=NOW) == 0
    assert Message.objects.count() == letters


def test_only_those_who_plan_withdraw_shifts(city: City) -> None:
    shift = city.shift()

    for asker in (NOBODY, RESIDENT, DESK_WORKER):
        with pytest.raises(NotAllowed):
            withdraw_shift(asker=asker, shifts=[shift.pk], now=NOW)
        with pytest.raises(NotAllowed):
            close_branch(asker=asker, branch=city.branch.pk, begin=at("08:00"), end=at("18:00"), now=NOW)
