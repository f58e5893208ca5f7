"""Letters hang on appointments that those who answer them may open."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from zenne.core.access.public import Asker, NotAllowed, RecordUnknown, codes, record_kind, shown_record
from zenne.core.audit.public import AuditRecord
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.permissions import READ_BOOKING
from zenne.counters.appointments.tests.builders import DESK_WORKER, make_city

pytestmark = pytest.mark.django_db
READER = replace(DESK_WORKER, permissions=codes([READ_BOOKING]), purpose="answer", task="2026-12-04")


def a_booking() -> Booking:
    city = make_city()
    city.shift()
    return city.booked("10:00")


def find(asker: Asker, typed: str) -> object:
    kind = record_kind("appointment")
    assert kind
    return kind.find(asker, typed)


def test_an_appointment_is_found_by_its_code_and_shown_with_what_when_where_and_its_state() -> None:
    booking, kind = a_booking(), record_kind("appointment")
    assert kind

    assert find(READER, booking.code.lower()) == booking.uuid
    shown = shown_record(READER, kind, booking.uuid)

    assert shown
    assert (shown.title, shown.state) == ("Passport, 7 December 2037 at 10:00, Centre", "confirmed")
    assert shown.address == f"/en/staff/appointments/{booking.uuid}/"
    assert set(AuditRecord.objects.values_list("action", "purpose")) >= {
        ("counters.find-booking", "answer"),
        ("counters.read-booking", "answer"),
    }


def test_one_that_is_long_over_is_found_too() -> None:
    booking = a_booking()
    before = timedelta(days=5000)
    Booking.objects.update(starts_at=booking.starts_at - before, ends_at=booking.ends_at - before, state="helped")

    assert find(READER, booking.code) == booking.uuid


@pytest.mark.parametrize("typed", ["", "K7M 4XP", "\0", "x" * 500, "appointment:1"])
def test_a_code_of_nothing_says_so(typed: str) -> None:
    with pytest.raises(RecordUnknown, match="There is no appointment with this code"):
        find(READER, typed)


def test_whoever_may_not_open_appointments_finds_and_sees_none() -> None:
    booking, kind = a_booking(), record_kind("appointment")
    assert kind
    stranger = replace(READER, permissions=frozenset())

    with pytest.raises(NotAllowed):
        find(stranger, booking.code)
    assert shown_record(stranger, kind, booking.uuid) is None
    assert shown_record(READER, kind, uuid4()) is None
