"""Be away from a desk for a while."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, needs, records_nothing
from zenne.counters.queue.members import required_session
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.rooms import hold_room, moved


@needs(SERVE)
@records_nothing(because="the session of the desk says since when")
@transaction.atomic
def pause_desk(*, asker: Asker, at: datetime) -> None:
    """Nobody is called to the desk until it is opened again. Whoever is there is still helped.

    Raises:
        QueueRefused: the asker has no desk open.
    """
    session = required_session(asker, at)
    room = hold_room(session.desk.branch_id, at)
    session.paused_at = session.paused_at or at
    session.save()
    moved(room)
