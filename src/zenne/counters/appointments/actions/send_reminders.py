"""Remind people of their appointments."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import internal, records_nothing
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.telling import Message, tell

AT_ONCE: Final = 500


@internal
@records_nothing(because="the message itself is kept, and nobody did it")
def send_reminders(*, now: datetime) -> int:
    """Write to everybody whose reminder is due, each in a transaction of its own; to how many.

    That it is done is kept together with the message: whoever dies in between has done neither.
    """
    due = Booking.objects.filter(remind_at__lte=now).order_by("remind_at")
    return sum(remind(booking, now=now) for booking in list(due.values_list("uuid", flat=True)[:AT_ONCE]))


@transaction.atomic
def remind(uuid: UUID, *, now: datetime) -> bool:
    """Remind of one appointment, unless another worker did it, or it was moved or cancelled meanwhile."""
    rows = Booking.objects.select_for_update(no_key=True, of=("self",)).filter(uuid=uuid, remind_at__lte=now)
    booking = rows.select_related("visit_type__service", "branch").first()
    if booking is None:
        return False
    booking.remind_at = None
    booking.save(update_fields=["remind_at"])
    if booking.state != Booking.State.BOOKED or booking.starts_at <= now:
        return False
    tell(booking, Message.REMINDER)
    return True
