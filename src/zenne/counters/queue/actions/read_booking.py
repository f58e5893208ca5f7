"""Open the appointment of somebody."""

from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.owning import booking_of
from zenne.counters.appointments.permissions import READ_BOOKING
from zenne.counters.appointments.whose import whose


@needs(READ_BOOKING)
@transaction.atomic
def read_booking(*, asker: Asker, booking: UUID) -> Booking:
    """The appointment with what its holder said. That it was read is recorded, with the asker's purpose.

    Raises:
        BookingRefused: unknown-booking.
    """
    found = booking_of(booking)
    record(asker=asker, action="counters.read-booking", about=whose(found), thing=f"booking:{found.uuid}")
    return found
