"""From a held time to an appointment and back."""

from datetime import timedelta

import pytest
from django.core import mail

from zenne.core.access.public import NOBODY, NotAllowed
from zenne.core.audit.public import AuditRecord
from zenne.core.outbox.public import Channel
from zenne.core.outbox.public import Message as Letter
from zenne.counters.appointments.actions.ask_booking import Details, ask_booking
from zenne.counters.appointments.actions.cancel_booking import cancel_booking
from zenne.counters.appointments.actions.confirm_booking import confirm_booking
from zenne.counters.appointments.actions.move_booking import move_booking
from zenne.counters.appointments.actions.release_lapsed import release_lapsed
from zenne.counters.appointments.errors import BookingRefused, TooOften
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.tests.builders import (
    DESK_WORKER,
    MONDAY,
    NOW,
    RESIDENT,
    City,
    at,
    clocks,
)
from zenne.counters.appointments.tokens import confirm_token, manage_token

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_seat_is_accounted_for")]


def letters() -> list[Letter]:
    return list(Letter.objects.order_by("created_at"))


# Asking and confirming


def test_a_link_in_an_e_mail_makes_an_appointment_of_it(city: City) -> None:
    city.shift()
    asked = city.ask(city.hold("09:00"), "Ann@Example.org")

    [letter] = letters()
    assert asked.state == Booking.State.ASKED
    assert asked.kept_until == NOW + timedelta(minutes=30)
    assert (letter.receiver, letter.language) == ("Ann@Example.org", "en")
    assert f"/en/appointments/confirm/{confirm_token(asked.uuid)}/" in letter.text
    assert "7 December 2037 at 9:00" in letter.text
    assert not mail.outbox

    booked = confirm_booking(asker=NOBODY, token=confirm_token(asked.uuid))

    assert (booked.state, booked.kept_until) == (Booking.State.BOOKED, None)
    assert f"/en/appointments/{manage_token(asked.uuid)}/" in letters()[-1].text


def test_the_message_is_in_the_language_of_the_reader(city: City) -> None:
    city.shift()
    details = Details(contact="ann@example.org", language="nl")

    ask_booking(asker=NOBODY, token=manage_token(city.hold().uuid), details=details, now=NOW)

    [letter] = letters()
    assert (letter.wanted_language, letter.subject) == ("nl", "Bevestig uw afspraak")
    assert "/nl/appointments/confirm/" in letter.text


def test_whoever_gives_a_number_gets_a_text_message(city: City) -> None:
    city.shift()

    city.ask(city.hold(), "0032 470 12 34 56")

    [letter] = letters()
    assert (letter.channel, letter.receiver) == (Channel.SMS, "+32470123456")
    assert "/en/appointments/confirm/" in letter.text


def test_a_name_is_kept_only_where_the_visit_needs_it(city: City) -> None:
    city.shift()
    assert city.ask(city.hold("09:00")).name == ""

    city.visit.asks_name = True
    city.visit.save()

    assert city.ask(city.hold("10:00")).name == "Ann"
    token, nobody = manage_token(city.hold("11:00").uuid), Details("ann@example.org", "en", name=" \0\n")
    with pytest.raises(BookingRefused, match="name-needed"):
        ask_booking(asker=NOBODY, token=token, details=nobody, now=NOW)


@pytest.mark.parametrize(
    "contact", ["", " ", "ann", "ann@", "@example.org", "0470", "\0", "a@b.c\nBcc: d@e.f", "x" * 300]
)
def test_a_contact_that_nobody_can_be_reached_at_is_refused(city: City, contact: str) -> None:
    city.shift()
    held = city.hold()

    with pytest.raises(BookingRefused, match="wrong-contact"):
        ask_booking(
            asker=NOBODY, token=manage_token(held.uuid), details=Details(contact=contact, language="en"), now=NOW
        )

    held.refresh_from_db()
    assert held.state == Booking.State.HELD
    assert not letters()


def test_a_link_used_twice_says_so(city: City) -> None:
    city.shift()
    asked = city.ask(city.hold())
    confirm_booking(asker=NOBODY, token=confirm_token(asked.uuid))

    with pytest.raises(BookingRefused, match="already-booked"):
        confirm_booking(asker=NOBODY, token=confirm_token(asked.uuid))
    assert len(letters()) == 2


def test_a_form_sent_twice_says_so(city: City) -> None:
    city.shift()
    held = city.hold()
    city.ask(held)

    with pytest.raises(BookingRefused, match="already-asked"):
        city.ask(held)
    assert len(letters()) == 1


@pytest.mark.parametrize("token", ["", "x", "\0", "5f3a" * 8, "5f3a" * 8 + ":x", "x" * 10_000])
def test_a_link_that_we_did_not_make_leads_nowhere(token: str) -> None:
    with pytest.raises(BookingRefused, match="unknown-booking"):
        confirm_booking(asker=NOBODY, token=token)


def test_whoever_holds_a_time_cannot_confirm_it_without_the_message(city: City) -> None:
    city.shift()
    asked = city.ask(city.hold())

    with pytest.raises(BookingRefused, match="unknown-booking"):
        confirm_booking(asker=NOBODY, token=manage_token(asked.uuid))


def test_what_nobody_confirms_is_free_after_half_an_hour_and_nothing_is_known_of_who_it_was(city: City) -> None:
    city.shift()
    asked = city.ask(city.hold())

    assert release_lapsed(now=NOW + timedelta(minutes=29)) == 0
    assert release_lapsed(now=NOW + timedelta(minutes=30)) == 1

    asked.refresh_from_db()
    assert (asked.state, asked.contact, asked.contact_key) == (Booking.State.LAPSED, "", "")
    with pytest.raises(BookingRefused, match="lapsed"):
        confirm_booking(asker=NOBODY, token=confirm_token(asked.uuid))


def test_a_late_link_still_works_while_nobody_else_wanted_the_time(city: City) -> None:
    city.shift()
    asked = city.ask(city.hold())

    assert confirm_booking(asker=NOBODY, token=confirm_token(asked.uuid)).state == Booking.State.BOOKED
    assert release_lapsed(now=NOW + timedelta(hours=1)) == 0


def test_nobody_has_two_appointments_for_one_visit(city: City) -> None:
    city.shift()
    city.booked("09:00", "ann@example.org")
    second = city.ask(city.hold("10:00"), "ANN@example.org")

    with pytest.raises(BookingRefused, match="one-open-booking"):
        confirm_booking(asker=NOBODY, token=confirm_token(second.uuid))

    first = Booking.objects.get(state=Booking.State.BOOKED)
    cancel_booking(asker=NOBODY, booking=first.uuid, token=manage_token(first.uuid), now=NOW)
    assert confirm_booking(asker=NOBODY, token=confirm_token(second.uuid)).state == Booking.State.BOOKED


def test_a_contact_gets_only_so_many_messages_a_day(city: City) -> None:
    city.shift()
    for number in range(6):
        city.ask(city.hold(f"{9 + number}:00".zfill(5)), "ann@example.org")
    held = city.hold("09:15")

    with pytest.raises(TooOften):
        city.ask(held, "ann@example.org")
    assert len(letters()) == 6


def test_whoever_is_signed_in_has_the_appointment_at_once(city: City) -> None:
    city.shift()

    booked = city.ask(city.hold("09:00"), "rita@example.org", asker=RESIDENT)

    assert (booked.state, f"person:{booked.person}") == (Booking.State.BOOKED, RESIDENT.key)
    assert AuditRecord.objects.filter(action="counters.ask-booking", about=RESIDENT.key).exists()
    with pytest.raises(BookingRefused, match="one-open-booking"):
        city.ask(city.hold("10:00"), "other@example.org", asker=RESIDENT)


def test_a_desk_worker_books_for_somebody_without_any_contact(city: City) -> None:
    city.shift()
    held = city.hold("09:00")
    details = Details(contact="", language="nl", on_behalf=True)

    booked = ask_booking(asker=DESK_WORKER, token=manage_token(held.uuid), details=details, now=NOW)

    assert (booked.state, booked.person, booked.booked_by) == (Booking.State.BOOKED, None, DESK_WORKER.key)
    assert not letters()


def test_nobody_else_books_on_behalf_of_others(city: City) -> None:
    city.shift()
    token, details = manage_token(city.hold().uuid), Details(contact="", language="nl", on_behalf=True)

    for asker in (NOBODY, RESIDENT):
        with pytest.raises(NotAllowed):
            ask_booking(asker=asker, token=token, details=details, now=NOW)


# Cancelling and moving


def test_a_cancelled_time_is_free_at_once(city: City) -> None:
    city.shift()
    booked = city.booked("09:00")

    cancel_booking(asker=NOBODY, booking=booked.uuid, token=manage_token(booked.uuid), now=NOW)

    assert "09:00" in clocks(city)
    assert "is cancelled" in letters()[-1].text


def test_what_is_cancelled_twice_says_so(city: City) -> None:
    city.shift()
    booked = city.booked("09:00")
    cancel_booking(asker=NOBODY, booking=booked.uuid, token=manage_token(booked.uuid), now=NOW)

    with pytest.raises(BookingRefused, match="cancelled"):
        cancel_booking(asker=NOBODY, booking=booked.uuid, token=manage_token(booked.uuid), now=NOW)


def test_what_is_over_cannot_be_cancelled(city: City) -> None:
    city.shift()
    booked = city.booked("09:00")

    with pytest.raises(BookingRefused, match="over"):
        cancel_booking(asker=NOBODY, booking=booked.uuid, token=manage_token(booked.uuid), now=at("09:00"))


def test_nobody_cancels_the_appointment_of_somebody_else(city: City) -> None:
    city.shift()
    mine, theirs = city.booked("09:00"), city.booked("10:00")

    for asker, token in ((NOBODY, ""), (NOBODY, manage_token(mine.uuid)), (RESIDENT, confirm_token(theirs.uuid))):
        with pytest.raises(BookingRefused, match="unknown-booking"):
            cancel_booking(asker=asker, booking=theirs.uuid, token=token, now=NOW)
    cancel_booking(asker=DESK_WORKER, booking=theirs.uuid, token="", now=NOW)


def test_a_move_keeps_the_appointment_and_frees_the_old_time(city: City) -> None:
    city.shift()
    booked = city.booked("09:00")
    held = city.hold("11:00")

    moved = move_booking(
        asker=NOBODY, booking=booked.uuid, token=manage_token(booked.uuid), to=manage_token(held.uuid), now=NOW
    )

    assert (moved.uuid, moved.starts_at, moved.moves) == (booked.uuid, at("11:00"), 1)
    assert "09:00" in clocks(city)
    assert "11:00" not in clocks(city)
    assert "7 December 2037 at 11:00" in letters()[-1].text
    held.refresh_from_db()
    assert (held.state, held.reason) == (Booking.State.LAPSED, Booking.Reason.TAKEN_UP)


def test_a_move_to_another_branch_and_back(city: City) -> None:
    city = City(city.visit, city.branches)
    city.shift()
    city.shift(day=MONDAY + timedelta(days=1))
    booked = city.booked("09:00")
    for day in (MONDAY + timedelta(days=1), MONDAY):
        held = city.hold("09:00", day=day) if day != MONDAY else city.hold("09:15")
        move_booking(
            asker=NOBODY, booking=booked.uuid, token=manage_token(booked.uuid), to=manage_token(held.uuid), now=NOW
        )

    assert Booking.objects.get(state=Booking.State.BOOKED).starts_at == at("09:15")


def test_a_move_goes_only_to_a_time_that_is_held_for_the_same(city: City) -> None:
    city.visit.most_people = 2
    city.visit.save()
    city.shift()
    booked, other = city.booked("09:00"), city.booked("10:00")
    family = city.hold("11:00", people=2)

    for to, code in ((booked, "lapsed"), (other, "lapsed"), (family, "other-visit")):
        with pytest.raises(BookingRefused, match=code):
            move_booking(
                asker=NOBODY, booking=booked.uuid, token=manage_token(booked.uuid), to=manage_token(to.uuid), now=NOW
            )
    with pytest.raises(BookingRefused, match="unknown-booking"):
        move_booking(asker=NOBODY, booking=booked.uuid, token=manage_token(booked.uuid), to="x", now=NOW)
