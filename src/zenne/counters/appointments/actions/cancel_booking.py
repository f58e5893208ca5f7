"""Give a time back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, for_everybody
from zenne.core.audit.public import record
from zenne.core.events.public import announce
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.owning import check_it_can_change, managed
from zenne.counters.appointments.passing_on import pass_on
from zenne.counters.appointments.seating import close, locked
from zenne.counters.appointments.telling import Message, tell
from zenne.counters.appointments.whose import whose
from zenne.counters.facts import BookingCancelled


@for_everybody
@asks_no_purpose(because="it is done for somebody who asks for it, and shows nothing of them")
@transaction.atomic
def cancel_booking(*, asker: Asker, booking: UUID, token: str, now: datetime) -> Booking:
    """Cancel an appointment, or let go of a time that is held or asked for. Its seat is free at once, or kept for
    whoever wished for it.

    Raises:
        BookingRefused: unknown-booking, cancelled, lapsed, over.
    """
    managed(asker, booking, token)
    [found] = locked(booking)
    check_it_can_change(found, now=now)
    was_booked = found.state == Booking.State.BOOKED
    state = Booking.State.CANCELLED if was_booked else Booking.State.LAPSED
    about = whose(found)
    freed = close(found, state=state, reason=Booking.Reason.OWN_WISH, now=now)
    record(asker=asker, action="counters.cancel-booking", about=about, thing=f"booking:{found.uuid}")
    if was_booked:
        tell(found, Message.CANCELLED)
        announce_cancelled(found)
    pass_on(freed, now=now)
    return found


def announce_cancelled(booking: Booking) -> None:
    """Say upwards that an appointment is no more."""
    announce(
        BookingCancelled(
            booking=booking.uuid,
            service=booking.visit_type.service.slug,
            branch=booking.branch.slug,
            starts_at=booking.starts_at,
            reason=booking.reason,
        )
    )
