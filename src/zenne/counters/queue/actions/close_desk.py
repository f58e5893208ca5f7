"""Leave a desk."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.members import required_session
from zenne.counters.queue.models import AT_A_DESK, Ticket
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.rooms import hold_room, moved


@needs(SERVE)
@transaction.atomic
def close_desk(*, asker: Asker, at: datetime) -> None:
    """Close the own desk. Who was sent to this desk can be called by every other.

    Raises:
        QueueRefused: no-desk-open, or desk-is-busy: somebody is still there.
    """
    session = required_session(asker, at)
    room = hold_room(session.desk.branch_id, at)
    if Ticket.objects.filter(desk=session.desk, state__in=AT_A_DESK).exists():
        raise QueueRefused("desk-is-busy")
    session.closed_at = at
    session.save()
    Ticket.objects.filter(for_desk=session.desk).update(for_desk=None)
    record(asker=asker, action="counters.close-desk", thing=f"desk:{session.desk_id}")
    moved(room)
