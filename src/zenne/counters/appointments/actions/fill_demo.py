"""Put staff, shifts and appointments into a demonstration."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction

from zenne.core.access.public import internal, records_nothing
from zenne.core.calendar.public import working_calendar
from zenne.core.content.public import current_version
from zenne.counters.appointments.demonstration.days import bookings_for, missing_shifts
from zenne.counters.appointments.demonstration.staff import bring_staff
from zenne.counters.appointments.errors import NoDemonstration
from zenne.counters.appointments.models import Booking, Claim
from zenne.counters.capacity.models import Shift

AT_ONCE: Final = 2_000


@internal
@records_nothing(because="the people of the demonstration do not exist")
@transaction.atomic
def fill_demo(*, now: datetime) -> int:
    """Let somebody be at nearly every desk for six weeks, with appointments of nobody in a third of the shifts.

    Only days are added that are missing. Returns how many shifts that are.

    Raises:
        NoDemonstration: this installation is not one.
    """
    if not settings.DEMO:
        raise NoDemonstration
    version = current_version()
    today = now.astimezone(working_calendar(version).time_zone).date()
    planned = missing_shifts(bring_staff(), today=today, version=version)
    bookings = bookings_for(planned, at=now)
    Shift.objects.bulk_create([shift for _, shift in planned], batch_size=AT_ONCE)
    Booking.objects.bulk_create(bookings, batch_size=AT_ONCE)
    claims = (
        Claim(booking=booking, member_id=booking.shift.member_id, desk_id=booking.shift.desk_id, step=step)
        for booking in bookings
        if booking.shift
        for step in booking.steps
    )
    Claim.objects.bulk_create(claims, batch_size=AT_ONCE)
    return len(planned)
