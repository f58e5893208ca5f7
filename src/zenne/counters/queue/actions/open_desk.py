"""Sit down at a desk."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.counters.capacity.models import Desk
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.members import required_member
from zenne.counters.queue.models import DeskSession
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.rooms import hold_room, moved


@needs(SERVE)
@transaction.atomic
def open_desk(*, asker: Asker, desk: Desk, at: datetime) -> DeskSession:
    """Open a desk of the own branch. Opened twice by the same person, it is open once; a pause ends.

    Raises:
        QueueRefused: not-at-a-counter, another-branch, desk-is-taken, has-another-desk.
    """
    member = required_member(asker)
    if desk.branch_id != member.branch_id or desk.retired_at is not None:
        raise QueueRefused("another-branch")
    room = hold_room(desk.branch_id, at)
    if DeskSession.objects.filter(closed_at=None, desk=desk).exclude(member=member).exists():
        raise QueueRefused("desk-is-taken")
    mine = DeskSession.objects.filter(closed_at=None, member=member).first()
    if mine is not None and mine.desk_id != desk.pk:
        raise QueueRefused("has-another-desk")
    if mine is None:
        mine = DeskSession.objects.create(desk=desk, member=member, opened_at=at)
        record(asker=asker, action="counters.open-desk", thing=f"desk:{desk.pk}")
    elif mine.paused_at is not None:
        mine.paused_at = None
        mine.save()
    moved(room)
    return mine
