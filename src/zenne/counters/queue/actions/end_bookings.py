"""End the appointments whose time is over and of which nobody said how they went."""

from datetime import datetime
from typing import Final

from django.db import transaction

from zenne.core.access.public import internal, records_nothing
from zenne.counters.appointments.models import Booking
from zenne.counters.queue.attendance import learn_attendance
from zenne.counters.queue.endings import end_booking
from zenne.counters.queue.models import Ticket
from zenne.counters.queue.rooms import hold_room

AT_ONCE: Final = 500


@internal
@records_nothing(because="the booking says how it ended, and nobody did it")
def end_bookings(*, now: datetime) -> int:
    """End what is over, each in a transaction of its own; how many.

    Without a ticket nobody came: missed, and that is learned. Whoever was called to a desk was helped, also where the
    desk forgot to say so. Whoever came and left before they were called has missed it, but did come.
    """
    over = Booking.objects.filter(state=Booking.State.BOOKED, ends_at__lte=now).order_by("ends_at", "pk")
    return sum(end_one(booking, now=now) for booking in list(over.select_related("visit_type")[:AT_ONCE]))


@transaction.atomic
def end_one(booking: Booking, *, now: datetime) -> bool:
    hold_room(booking.branch_id, now)
    ticket = Ticket.objects.filter(booking=booking).first()
    if ticket is not None and ticket.ended_at is None:
        return False
    was_called = ticket is not None and ticket.called_at is not None and ticket.state != Ticket.State.NO_SHOW
    how = Booking.State.HELPED if was_called else Booking.State.MISSED
    if not end_booking(booking, how, at=now):
        return False
    if ticket is None or was_called:
        learn_attendance(booking, came=was_called)
    return True
