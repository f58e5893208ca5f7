"""Moves to a time that lies partly in the own seat."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from zenne.core.access.public import NOBODY
from zenne.core.outbox.public import Message
from zenne.counters.appointments.actions.move_to_slot import move_to_slot
from zenne.counters.appointments.errors import BookingRefused, SlotRefused, SlotTaken
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.owning import own_seat
from zenne.counters.appointments.tests.builders import NOW, City, at, make_city
from zenne.counters.appointments.tokens import manage_token, slot_token

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_seat_is_accounted_for")]


@pytest.fixture
def city() -> City:
    return make_city(minutes=20)


def move(city: City, booked: Booking, clock: str, **choice: object) -> Booking:
    token = manage_token(booked.uuid)
    wanted = city.choice(clock, **choice)  # type: ignore[arg-type]
    return move_to_slot(asker=NOBODY, token=token, choice=wanted, counted_as="test", now=NOW)


@pytest.mark.parametrize("clock", ["09:50", "10:10", "10:05", "09:45"])
def test_an_appointment_moves_by_ten_minutes_with_the_same_member_of_staff(city: City, clock: str) -> None:
    shift = city.shift()
    booked = city.booked("10:00", "ann@example.org")
    moved = move(city, booked, clock)
    assert (moved.pk, moved.starts_at, moved.shift, moved.moves) == (booked.pk, at(clock), shift, 1)
    assert moved.ends_at - moved.starts_at == booked.ends_at - booked.starts_at
    letter = Message.objects.order_by("created_at").last()
    assert letter is not None
    assert f"7 December 2037 at {clock.removeprefix('0')}" in letter.text
    assert Booking.objects.count() == 1, "nothing was held beside it"


def test_the_steps_of_somebody_else_stay_theirs(city: City) -> None:
    city.shift()
    mine, theirs = city.booked("10:00"), city.booked("10:20")
    with pytest.raises(SlotTaken):
        move(city, mine, "10:10")
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.starts_at, theirs.starts_at) == (at("10:00"), at("10:20"))


def test_a_colleague_helps_where_the_same_member_cannot(city: City) -> None:
    city.shift()
    mine = city.booked("10:00")
    city.booked("10:20")
    other = city.shift()
    assert move(city, mine, "10:10").shift == other


def test_another_language_at_nearly_the_same_time_goes_to_whoever_speaks_it(city: City) -> None:
    city.shift(languages=["nl"])
    mine = city.booked("10:00")
    arabic = city.shift(languages=["ar"])
    moved = move(city, mine, "10:10", language="ar")
    assert (moved.shift, moved.language) == (arabic, "ar")


def test_a_move_within_the_own_seat_keeps_to_the_opening_hours(city: City) -> None:
    city.shift(begin="08:00")
    mine = city.booked("09:00")
    with pytest.raises(SlotRefused, match="closed-then"):
        move(city, mine, "08:50")


def test_only_an_appointment_of_the_same_kind_moves(city: City) -> None:
    city.visit.most_people = 3
    city.visit.save()
    city.shift()
    held, booked = city.hold("09:00"), city.booked("10:00")
    with pytest.raises(BookingRefused, match="not-booked-yet"):
        move(city, held, "09:10")
    with pytest.raises(BookingRefused, match="other-visit"):
        move(city, booked, "10:10", people=2)
    for token in ("", "x" * 10_000, manage_token(booked.uuid)[:-1]):
        with pytest.raises(BookingRefused, match="unknown-booking"):
            move_to_slot(asker=NOBODY, token=token, choice=city.choice("10:10"), counted_as="test", now=NOW)


def test_whoever_moves_sees_their_own_time_as_free_and_nobody_else_does(city: City) -> None:
    city.shift(begin="09:00", end="10:00")
    mine = city.booked("09:20")
    everybody = [f"{slot.starts_at:%H:%M}" for slot in city.search().slots]
    for_me = [f"{slot.starts_at:%H:%M}" for slot in city.search(own=own_seat(mine)).slots]
    assert everybody == ["09:00", "09:40"]
    assert for_me == ["09:00", "09:20", "09:40"]
    city.booked("09:00")
    mine.refresh_from_db()
    assert own_seat(mine) is not None
    assert [f"{slot.starts_at:%H:%M}" for slot in city.search(own=own_seat(mine)).slots] == ["09:20", "09:40"]


def test_a_link_that_we_did_not_make_shows_what_everybody_sees(city: City) -> None:
    city.shift()
    for token in ("x", "x" * 10_000, "\0"):
        answer = Client().get("/en/appointments/slots/", {"service": "passport", "moving": token})
        assert answer.status_code == 200
        sent = {"slot": slot_token(city.choice("10:00")), "moving": token}
        assert Client().post("/en/appointments/hold/", sent).status_code in {404, 410, 409}
    assert not Booking.objects.exists()


def test_the_api_moves_straight_to_a_time_that_overlaps() -> None:
    city, day = make_city(hours="24/7", minutes=20), timezone.localdate() + timedelta(days=3)
    city.shift(day=day)
    booked = city.booked("10:00", day=day, now=timezone.now())
    path, token = f"/api/v1/bookings/{booked.uuid}/move", manage_token(booked.uuid)

    def ask(slot: str, *, shown: str = token) -> int:
        sent = Client().post(path, {"slot": slot}, content_type="application/json", headers={"Booking-Token": shown})
        return sent.status_code

    assert ask(slot_token(city.choice("10:10", day=day))) == 200
    booked.refresh_from_db()
    assert booked.starts_at == at("10:10", day)
    assert ask("x" * 300) == 422
    assert ask("x" * 10_000) == 422
    assert ask(slot_token(city.choice("10:20", day=day)), shown="x" * 100) == 404
