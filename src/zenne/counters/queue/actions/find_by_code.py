"""Find an appointment by its short code."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.limits.public import Limit, allow
from zenne.counters.appointments.codes import number_in
from zenne.counters.appointments.errors import BookingRefused, TooOften
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.permissions import READ_BOOKING
from zenne.counters.appointments.whose import whose

WRONG_CODES: Final = Limit("counters.wrong-code", times=60, per=timedelta(hours=1))
FOUND_FOR: Final = timedelta(days=1)
"""So long after its time an appointment is found: whoever comes a day late is helped."""
MADE: Final = (Booking.State.BOOKED, Booking.State.HELPED, Booking.State.MISSED, Booking.State.CANCELLED)


@needs(READ_BOOKING)
@transaction.atomic
def find_by_code(*, asker: Asker, typed: str, now: datetime, also_past: bool = False) -> Booking:
    """The appointment that somebody names with the code of their message. It is recorded, with the asker's purpose.

    ``also_past``: one that is long over, too, such as a letter is about.

    Raises:
        BookingRefused: unknown-code.
        TooOften: the asker typed too many codes of nothing.
    """
    number = number_in(typed)
    made = Booking.objects.filter(state__in=MADE)
    if not also_past:
        made = made.filter(ends_at__gt=now - FOUND_FOR)
    found = made.filter(pk=number).first() if number is not None else None
    if found is None:
        allowance = allow(WRONG_CODES, asker.key)
        if not allowance:
            raise TooOften(allowance)
        raise BookingRefused("unknown-code")
    record(asker=asker, action="counters.find-booking", about=whose(found), thing=f"booking:{found.uuid}")
    return found
