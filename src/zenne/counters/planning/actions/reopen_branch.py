"""Open a branch again that was closed by exception."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.counters.capacity.actions.plan_shift import plan_shift
from zenne.counters.capacity.actions.write_closures import write_closures
from zenne.counters.capacity.errors import ShiftRefused
from zenne.counters.capacity.models import Closure, Shift
from zenne.counters.capacity.opening import first_whole
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.planning.models import Withdrawal
from zenne.counters.rules.quanta import moment_of


@dataclass(frozen=True, slots=True)
class Reopened:
    """How many shifts are planned again, and how many could not be: the colleague or the desk is taken now."""

    planned: int = 0
    refused: int = 0


@needs(PLAN_SHIFTS)
@transaction.atomic
def reopen_branch(*, asker: Asker, closure: Closure, now: datetime) -> Reopened | None:
    """Let a branch be open again, with what is left of the shifts that fell away with it.

    Appointments that got another time keep that one. None: it was opened again already.
    """
    if not Closure.objects.filter(pk=closure.pk, reopened_at=None).update(reopened_at=now):
        return None
    details = {"from": closure.starts_at.isoformat(), "until": closure.ends_at.isoformat()}
    record(asker=asker, action="counters.reopen-branch", thing=f"branch:{closure.branch.slug}", details=details)
    write_closures(now=now)
    closed = Withdrawal.objects.filter(branch=closure.branch, day=closure.day, reason=Withdrawal.Reason.CLOSED)
    fell = Shift.objects.filter(branch=closure.branch, withdrawn_at__in=closed.values("at"), ends_at__gt=now)
    fallen = fell.filter(starts_at__lt=closure.ends_at, ends_at__gt=closure.starts_at)
    counts = [plan_again(asker, shift, now=now) for shift in fallen.select_related("member", "desk__branch")]
    return Reopened(counts.count(True), counts.count(False))


def plan_again(asker: Asker, shift: Shift, *, now: datetime) -> bool:
    """Plan what is left of a shift; whether that was possible."""
    begin = max(shift.starts_at, moment_of(first_whole(now)))
    try:
        plan_shift(
            asker=asker,
            member=shift.member,
            desk=shift.desk,
            starts_at=begin,
            ends_at=shift.ends_at,
            takes_appointments=shift.takes_appointments,
            takes_walk_ins=shift.takes_walk_ins,
        )
    except ShiftRefused:
        return False
    return True
