"""Close the desks that somebody left open."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from zenne.catalogue.public import Branch
from zenne.core.access.public import SYSTEM, internal
from zenne.core.audit.public import record
from zenne.core.content.public import current_version
from zenne.counters.capacity.opening import midnight, open_steps
from zenne.counters.queue.models import AT_A_DESK, DeskSession, Ticket
from zenne.counters.queue.rooms import day_of, hold_room, moved
from zenne.counters.rules.quanta import STEP, step_of

AFTER_CLOSING: Final = timedelta(hours=2)


@internal
def close_forgotten_desks(*, now: datetime) -> int:
    """Close what is open since yesterday, or two hours after the branch closed; each branch by itself. How many.

    A desk with somebody at it is closed the next day only.
    """
    open_ones = DeskSession.objects.filter(closed_at=None).values_list("desk__branch", flat=True)
    branches = Branch.objects.filter(pk__in=set(open_ones))
    return sum(close_at(branch, now=now) for branch in branches)


@transaction.atomic
def close_at(branch: Branch, *, now: datetime) -> int:
    sessions = DeskSession.objects.filter(desk__branch=branch, closed_at=None)
    older = [each.pk for each in sessions if day_of(each.opened_at) != day_of(now)]
    room = hold_room(branch, now)  # the first who does so on a day closes what is older
    busy = Ticket.objects.filter(branch=branch, state__in=AT_A_DESK).values("desk")
    forgotten = set(older)
    if was_closed(branch, now):
        idle = sessions.exclude(desk__in=busy).filter(opened_at__lte=now - AFTER_CLOSING)
        forgotten |= set(idle.values_list("pk", flat=True))
    for session in DeskSession.objects.filter(pk__in=forgotten):
        record(asker=SYSTEM, action="counters.close-desk", thing=f"desk:{session.desk_id}")
    DeskSession.objects.filter(pk__in=forgotten, closed_at=None).update(closed_at=now)
    Ticket.objects.filter(for_desk__sessions__in=forgotten).update(for_desk=None)
    if forgotten:
        moved(room)
    return len(forgotten)


def was_closed(branch: Branch, now: datetime) -> bool:
    """Whether the branch was closed during the last two hours, and still is."""
    version, day = current_version(), day_of(now - AFTER_CLOSING)
    steps = open_steps(version, branch.hours, day) >> (step_of(now - AFTER_CLOSING) - midnight(version, day))
    return not steps & ((2 << AFTER_CLOSING // STEP) - 1)
