"""Give a place in the queue up."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, for_everybody, records_nothing
from zenne.counters.queue.endings import announce_end
from zenne.counters.queue.models import Movement, Ticket
from zenne.counters.queue.rooms import change, hold_room

CAN_LEAVE = (Ticket.State.COMING, Ticket.State.WAITING, Ticket.State.PARKED, Ticket.State.CALLED)


@for_everybody
@records_nothing(because="a ticket has no name, and its movements say what happened")
@transaction.atomic
def leave_queue(*, asker: Asker, ticket: Ticket, at: datetime) -> None:
    """Whoever holds a ticket leaves; the others move up.

    Raises:
        QueueRefused: somebody is helping them already, the ticket is over, or of another day.
    """
    room = hold_room(ticket.branch_id, at)
    change(room, ticket, Movement.What.LEFT, at=at, of=CAN_LEAVE, state=Ticket.State.LEFT, ended_at=at)
    announce_end(ticket, at=at)
