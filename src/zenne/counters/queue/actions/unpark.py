"""Let somebody who waited aside be called again."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, needs, records_nothing
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.members import required_member
from zenne.counters.queue.models import Movement, Ticket
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.rooms import change, hold_room


@needs(SERVE)
@records_nothing(because="the movements of the ticket say what happened")
@transaction.atomic
def unpark(*, asker: Asker, ticket: Ticket, at: datetime) -> None:
    """They wait again, in the place that they had. Everybody of the branch may say so.

    Raises:
        QueueRefused: another-branch, or they are not parked.
    """
    if required_member(asker).branch_id != ticket.branch_id:
        raise QueueRefused("another-branch")
    room = hold_room(ticket.branch_id, at)
    change(room, ticket, Movement.What.UNPARKED, at=at, of=(Ticket.State.PARKED,), state=Ticket.State.WAITING)
