"""Say that somebody will not be there."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.tasks.public import enqueue
from zenne.counters.appointments.tasks import relocate
from zenne.counters.capacity.models import Shift
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.rules.seats import written


@needs(PLAN_SHIFTS)
def withdraw_shift(*, asker: Asker, shifts: Collection[int], now: datetime) -> int:
    """Withdraw shifts by their numbers: from now on nothing of them can be booked. How many were not withdrawn yet.

    Their bookings go to colleagues, or get another time: a worker does that, so that nothing is forgotten.
    """
    return withdraw(asker=asker, shifts=shifts, now=now)


@transaction.atomic
def withdraw(*, asker: Asker, shifts: Collection[int], now: datetime) -> int:
    """The same for whoever may, as ``close_branch`` does."""
    gone = Q(pk__in=shifts) | Q(extra_to__in=shifts)
    held = Shift.every.select_for_update(no_key=True).filter(gone, withdrawn_at=None).order_by("pk")
    numbers = list(held.values_list("pk", flat=True))
    Shift.every.filter(pk__in=numbers).update(withdrawn_at=now, free=written(0), longest=0)
    for number in numbers:
        record(asker=asker, action="counters.withdraw-shift", thing=f"shift:{number}")
    if numbers:
        enqueue(relocate, arguments={"shifts": numbers})
    return len(numbers)
