"""Close a branch for a while in which it should have been open."""

from datetime import datetime

from django.db import transaction

from zenne.catalogue.public import Branch
from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.events.public import announce
from zenne.counters.appointments.actions.close_branch import close_branch
from zenne.counters.appointments.cutting import cut_out
from zenne.counters.capacity.actions.write_closures import write_closures
from zenne.counters.capacity.models import Closure
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.facts import BranchClosed
from zenne.counters.planning.accounts import open_account
from zenne.counters.planning.models import Withdrawal
from zenne.counters.planning.stretches import Stretch
from zenne.counters.planning.touching import shifts_on


@needs(PLAN_SHIFTS)
@transaction.atomic
def close_for_a_while(*, asker: Asker, branch: Branch, stretch: Stretch, now: datetime) -> Withdrawal | None:
    """Close a branch for a stretch of time. None: nobody was planned there any more.

    Its opening hours say so from now on, also after a city folder is loaded; who waits there is told. What lies
    before and after stays as it was planned and booked.
    """
    begin, end = stretch.begin, stretch.end
    Branch.objects.select_for_update(no_key=True).get(pk=branch.pk)
    closed = Closure.objects.filter(branch=branch, reopened_at=None, starts_at__lte=begin, ends_at__gte=end)
    if not closed.exists():
        Closure.objects.create(branch=branch, day=stretch.day, starts_at=begin, ends_at=end)
        details = {"from": begin.isoformat(), "until": end.isoformat()}
        record(asker=asker, action="counters.close-branch", thing=f"branch:{branch.slug}", details=details)
        write_closures(now=now)
    # The room before the shifts, as desks hold them, so that nobody waits in a circle.
    announce(BranchClosed(branch=branch.slug, starts_at=begin, at=now))
    shifts = shifts_on(branch, begin, end)
    cut_out(shifts, begin=begin, end=end, now=now)
    account = open_account(shifts, reason=Withdrawal.Reason.CLOSED, branch=branch, day=stretch.day, now=now)
    if account is not None:
        close_branch(asker=asker, branch=branch.pk, begin=begin, end=end, now=now)
    return account
