"""See what one is booking, or has just booked, for somebody."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.counters.appointments.errors import BookingRefused
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.owning import booking_of
from zenne.counters.appointments.permissions import BOOK_FOR_OTHERS
from zenne.counters.appointments.whose import whose

JUST: Final = timedelta(hours=1)


@needs(BOOK_FOR_OTHERS)
@asks_no_purpose(because="the asker typed all of it in less than an hour ago, and reads it back to whom it is for")
@transaction.atomic
def read_just_booked(*, asker: Asker, booking: UUID, now: datetime) -> Booking:
    """A time that is held, of which nobody knows yet for whom it is, or an appointment that the asker just booked.

    Raises:
        BookingRefused: unknown-booking; also for an appointment of any other, which ``read_booking`` opens.
    """
    found = booking_of(booking)
    if found.state == Booking.State.HELD:
        return found
    if found.booked_by != asker.key or found.created_at <= now - JUST:
        raise BookingRefused("unknown-booking")
    record(asker=asker, action="counters.read-booking", about=whose(found), thing=f"booking:{found.uuid}")
    return found
