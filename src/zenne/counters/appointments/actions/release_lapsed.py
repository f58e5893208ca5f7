"""Free the seats that were kept for somebody who did not come back."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import internal, records_nothing
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.passing_on import end_unanswered, pass_on
from zenne.counters.appointments.seating import KEPT, close, locked
from zenne.counters.rules.quanta import moment_of

AT_ONCE: Final = 500


@internal
@records_nothing(because="the booking says when and why it ended, and nobody did it")
def release_lapsed(*, now: datetime) -> int:
    """Free what is kept no longer, each in a transaction of its own; how many."""
    lapsed = Booking.objects.filter(state__in=KEPT, kept_until__lte=now).order_by("kept_until")
    return sum(release(booking, now=now) for booking in list(lapsed.values_list("uuid", flat=True)[:AT_ONCE]))


def release_lapsed_at(branch: int, *, step: int, length: int, now: datetime) -> int:
    """The same for what lies within some steps at a branch: somebody wants them now."""
    lapsed = Booking.objects.filter(
        branch=branch,
        state__in=KEPT,
        kept_until__lte=now,
        starts_at__lt=moment_of(step + length),
        ends_at__gt=moment_of(step),
    )
    return sum(release(booking, now=now) for booking in list(lapsed.values_list("uuid", flat=True)))


@transaction.atomic
def release(uuid: UUID, *, now: datetime) -> bool:
    """Free one seat, unless it was confirmed or freed meanwhile."""
    [booking] = locked(uuid)
    if booking.state not in KEPT or booking.kept_until is None or booking.kept_until > now:
        return False
    freed = close(booking, state=Booking.State.LAPSED, reason=Booking.Reason.NOT_CONFIRMED, now=now)
    end_unanswered(booking, now=now)
    pass_on(freed, now=now)
    return True
