"""Put somebody at a desk."""

from datetime import datetime

from django.db import IntegrityError, transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.counters.capacity.errors import ShiftRefused
from zenne.counters.capacity.models import Desk, Shift
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.capacity.turns import hold_people_and_desks
from zenne.counters.rules.quanta import is_on_a_step, step_of
from zenne.counters.rules.seats import MOST_STEPS, run, written
from zenne.workforce.public import StaffMember


@needs(PLAN_SHIFTS)
@transaction.atomic
def plan_shift(  # noqa: PLR0913 - each says another thing about the shift
    *,
    asker: Asker,
    member: StaffMember,
    desk: Desk,
    starts_at: datetime,
    ends_at: datetime,
    takes_appointments: bool = True,
    takes_walk_ins: bool = True,
) -> Shift:
    """Plan a member of staff at a desk. All of it is free; what is outside opening hours is never offered.

    Raises:
        ShiftRefused: the times are no five-minute times or in the wrong order, the member has left, the desk is gone,
            one of them is planned elsewhere at that time, or somebody else planned it meanwhile; nothing has changed
            then.
    """
    first, length = step_of(starts_at), step_of(ends_at) - step_of(starts_at)
    check(member, desk, starts_at=starts_at, ends_at=ends_at, length=length)
    try:
        shift = Shift.objects.create(
            member=member,
            desk=desk,
            branch=desk.branch,
            starts_at=starts_at,
            ends_at=ends_at,
            first_step=first,
            takes_appointments=takes_appointments,
            takes_walk_ins=takes_walk_ins,
            free=written(run(0, length)),
            longest=length,
        )
    except IntegrityError:
        raise ShiftRefused("planned-meanwhile") from None
    record(asker=asker, action="counters.plan-shift", thing=f"shift:{shift.pk}", details={"member": member.key})
    return shift


def check(member: StaffMember, desk: Desk, *, starts_at: datetime, ends_at: datetime, length: int) -> None:
    """Look whether it can be, while two plans for one person or one desk wait for each other. Raises ShiftRefused."""
    if not (is_on_a_step(starts_at) and is_on_a_step(ends_at) and starts_at < ends_at):
        raise ShiftRefused("wrong-times")
    if length > MOST_STEPS:
        raise ShiftRefused("too-long")
    hold_people_and_desks([member.pk], [desk.pk])
    if StaffMember.objects.filter(pk=member.pk).exclude(left_at=None).exists():
        raise ShiftRefused("has-left")
    if Desk.objects.filter(pk=desk.pk).exclude(retired_at=None).exists():
        raise ShiftRefused("desk-is-gone")
    beside = Shift.objects.filter(starts_at__lt=ends_at, ends_at__gt=starts_at, withdrawn_at=None)
    if beside.filter(member=member).exists():
        raise ShiftRefused("member-is-elsewhere")
    if beside.filter(desk=desk).exists():
        raise ShiftRefused("desk-is-taken")
