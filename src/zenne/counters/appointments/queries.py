"""What somebody may know of their own appointments."""

from datetime import datetime

from zenne.core.access.public import SIGNED_IN, Asker, needs
from zenne.counters.appointments.models import Booking

COMING = (Booking.State.ASKED, Booking.State.BOOKED)


@needs(SIGNED_IN)
def own_bookings(*, asker: Asker, now: datetime) -> list[Booking]:
    """The appointments of whoever asks that are still to come, the soonest first."""
    kind, _, uuid = asker.key.partition(":")
    if kind != "person":
        return []
    rows = Booking.objects.filter(person=uuid, state__in=COMING, starts_at__gt=now)
    return list(rows.select_related("visit_type__service", "branch").order_by("starts_at", "pk"))
