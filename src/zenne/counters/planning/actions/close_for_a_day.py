"""Close a branch for a day on which it should have been open."""

from datetime import date, datetime

from django.db import transaction

from zenne.catalogue.public import Branch
from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.events.public import announce
from zenne.counters.appointments.actions.close_branch import close_branch
from zenne.counters.capacity.actions.write_closures import write_closures
from zenne.counters.capacity.models import Closure
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.facts import BranchClosed
from zenne.counters.planning.accounts import open_account
from zenne.counters.planning.days import bounds_of
from zenne.counters.planning.models import Withdrawal
from zenne.counters.planning.touching import shifts_on


@needs(PLAN_SHIFTS)
@transaction.atomic
def close_for_a_day(*, asker: Asker, branch: Branch, day: date, now: datetime, version: str) -> Withdrawal | None:
    """Close a branch on a day, or from now on when it is today. None: nobody was planned there any more.

    Its opening hours say so from now on, also after a city folder is loaded; who waits there is told.
    """
    begin, end = bounds_of(day, version=version)
    begin = max(begin, now.replace(second=0, microsecond=0))
    _, is_new = Closure.objects.get_or_create(
        branch=branch, day=day, reopened_at=None, defaults={"starts_at": begin, "ends_at": end}
    )
    if is_new:
        record(asker=asker, action="counters.close-branch", thing=f"branch:{branch.slug}", details={"day": f"{day}"})
        write_closures(now=now)
    account = open_account(
        shifts_on(branch, begin, end), reason=Withdrawal.Reason.CLOSED, branch=branch, day=day, now=now
    )
    if account is not None:
        close_branch(asker=asker, branch=branch.pk, begin=begin, end=end, now=now)
    announce(BranchClosed(branch=branch.slug, starts_at=begin, at=now))
    return account
