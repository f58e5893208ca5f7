"""Take somebody who left out of all shifts that come."""

from django.utils import timezone

from zenne.catalogue.public import Branch
from zenne.core.access.public import SYSTEM, internal
from zenne.counters.appointments.actions.withdraw_shift import withdraw
from zenne.counters.capacity.models import Shift
from zenne.counters.planning.accounts import open_account
from zenne.counters.planning.models import Withdrawal
from zenne.workforce.public import ColleagueLeft


@internal
def free_colleague(fact: ColleagueLeft) -> None:
    """Withdraw the shifts of a colleague who left, in the transaction in which they leave.

    The account is that of their own branch, also for shifts elsewhere: its team planned them.
    """
    now = timezone.now()
    coming = Shift.objects.filter(member=fact.member, ends_at__gt=now, withdrawn_at=None)
    shifts = list(coming.values_list("pk", flat=True))
    branch = Branch.objects.filter(staff=fact.member).first()
    if open_account(shifts, reason=Withdrawal.Reason.LEFT, branch=branch, now=now) is not None:
        withdraw(asker=SYSTEM, shifts=shifts, now=now)
