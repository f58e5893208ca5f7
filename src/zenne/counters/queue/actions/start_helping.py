"""Begin to help whoever was called."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, needs, records_nothing
from zenne.counters.queue.members import session_with
from zenne.counters.queue.models import Movement, Ticket
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.rooms import change, hold_room


@needs(SERVE)
@records_nothing(because="the movements of the ticket say what happened at which desk")
@transaction.atomic
def start_helping(*, asker: Asker, ticket: Ticket, at: datetime) -> None:
    """The person is at the desk; the screen stops calling.

    Raises:
        QueueRefused: nobody is called to the asker's desk with this ticket.
    """
    room = hold_room(ticket.branch_id, at)
    session = session_with(asker, ticket, at)
    fields = {"state": Ticket.State.AT_DESK, "helped_from": at}
    change(room, ticket, Movement.What.HELPED, at=at, of=(Ticket.State.CALLED,), desk=session.desk, **fields)
