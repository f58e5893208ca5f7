"""Let somebody wait aside for a while."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, needs, records_nothing
from zenne.counters.queue.members import session_with
from zenne.counters.queue.models import AT_A_DESK, Movement, Ticket
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.rooms import change, hold_room


@needs(SERVE)
@records_nothing(because="the movements of the ticket say what happened at which desk")
@transaction.atomic
def park(*, asker: Asker, ticket: Ticket, at: datetime) -> None:
    """Whoever fills in a form or fetches a paper makes room at the desk; nobody calls them until they are ready.

    Raises:
        QueueRefused: the person is not at the asker's desk.
    """
    room = hold_room(ticket.branch_id, at)
    session = session_with(asker, ticket, at)
    change(room, ticket, Movement.What.PARKED, at=at, of=AT_A_DESK, desk=session.desk, state=Ticket.State.PARKED)
