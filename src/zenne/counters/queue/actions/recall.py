"""Call somebody once more who does not come."""

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
def recall(*, asker: Asker, ticket: Ticket, at: datetime) -> None:
    """The screen shows and says the number again.

    Raises:
        QueueRefused: nobody is called to the asker's desk with this ticket.
    """
    room = hold_room(ticket.branch_id, at)
    session = session_with(asker, ticket, at)
    state = Ticket.State.CALLED
    change(room, ticket, Movement.What.RECALLED, at=at, of=(state,), desk=session.desk, state=state)
