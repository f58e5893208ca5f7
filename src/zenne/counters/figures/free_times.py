"""After how many days a visit can be booked, at every branch that offers it."""

from datetime import datetime

from zenne.core.content.public import current_version
from zenne.counters.appointments.slots import Wanted, search
from zenne.counters.capacity.models import VisitType
from zenne.counters.queue.rooms import time_zone


def booked_visits() -> list[VisitType]:
    """What can be booked: of a service in two steps both. One query."""
    found = VisitType.objects.filter(by_appointment=True, retired_at=None).select_related("service")
    return list(found.order_by("pk"))


def first_days(visit: VisitType, *, at: datetime) -> dict[int, int | None]:
    """By the number of the branch; none where nothing is free in the next months. Five queries."""
    today = at.astimezone(time_zone()).date()
    found = search(Wanted(visit, limit=1), version=current_version(), now=at)
    return {
        first.branch.pk: (first.slot.starts_at.date() - today).days if first.slot else None for first in found.firsts
    }
