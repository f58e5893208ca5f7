"""Find the appointments of somebody by the address or the number that they gave."""

from datetime import datetime
from typing import Final

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.counters.appointments.actions.ask_booking import normalised
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.whose import whose
from zenne.counters.queue.permissions import FIND_BOOKING

MOST: Final = 20


@needs(FIND_BOOKING)
@transaction.atomic
def find_by_contact(*, asker: Asker, contact: str, now: datetime) -> list[Booking]:
    """Their appointments that are not over, the first first. Each that is shown is recorded, with the asker's purpose.

    Raises:
        BookingRefused: wrong-contact.
    """
    theirs = Booking.objects.filter(state=Booking.State.BOOKED, contact=normalised(contact), ends_at__gt=now)
    found = list(theirs.select_related("visit_type__service", "branch").order_by("starts_at", "pk")[:MOST])
    for booking in found:
        record(asker=asker, action="counters.find-booking", about=whose(booking), thing=f"booking:{booking.uuid}")
    if not found:
        record(asker=asker, action="counters.find-booking", details={"found": 0})
    return found
