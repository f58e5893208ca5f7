"""Close a branch that should have been open."""

from datetime import datetime

from zenne.core.access.public import Asker, needs
from zenne.counters.appointments.actions.withdraw_shift import withdraw
from zenne.counters.capacity.models import Shift
from zenne.counters.capacity.permissions import PLAN_SHIFTS


@needs(PLAN_SHIFTS)
def close_branch(*, asker: Asker, branch: int, begin: datetime, end: datetime, now: datetime) -> int:
    """Withdraw all shifts of a branch, by its number, that touch a stretch of time. How many.

    All are withdrawn before the first booking is moved, so that none goes to somebody who will not be there either.
    """
    touched = Shift.objects.filter(branch=branch, starts_at__lt=end, ends_at__gt=begin, withdrawn_at=None)
    return withdraw(asker=asker, shifts=list(touched.values_list("pk", flat=True)), now=now)
