"""Open the appointment of somebody."""

from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.owning import managed
from zenne.counters.appointments.permissions import BOOK_FOR_OTHERS
from zenne.counters.appointments.whose import whose


@needs(BOOK_FOR_OTHERS)
@transaction.atomic
def read_booking(*, asker: Asker, booking: UUID) -> Booking:
    """The appointment with what its holder said, for whoever books for others. That it was read is recorded.

    Raises:
        BookingRefused: unknown-booking.
    """
    found = managed(asker, booking, "")
    if found.state != Booking.State.HELD:
        record(asker=asker, action="counters.read-booking", about=whose(found), thing=f"booking:{found.uuid}")
    return found
