"""Say that one is there."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, for_everybody, records_nothing
from zenne.counters.queue.models import Movement, Ticket
from zenne.counters.queue.rooms import change, day_of, hold_room


@for_everybody
@records_nothing(because="a ticket has no name, and its movements say what happened")
@transaction.atomic
def come(*, asker: Asker, ticket: Ticket, at: datetime) -> None:
    """Whoever took a place from home is there now and can be called. Said twice, it is true once.

    Raises:
        QueueRefused: the ticket is over, or of another day.
    """
    room = hold_room(ticket.branch_id, at)
    ticket.refresh_from_db()
    if ticket.state == Ticket.State.WAITING and ticket.day == day_of(at):
        return
    change(room, ticket, Movement.What.CAME, at=at, of=(Ticket.State.COMING,), state=Ticket.State.WAITING)
