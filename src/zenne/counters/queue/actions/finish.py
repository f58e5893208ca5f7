"""Be done with somebody."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.counters.appointments.models import Booking
from zenne.counters.queue.attendance import learn_attendance
from zenne.counters.queue.endings import announce_end, end_booking, learn
from zenne.counters.queue.members import session_with
from zenne.counters.queue.models import AT_A_DESK, Movement, Ticket
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.rooms import change, hold_room


@needs(SERVE)
@transaction.atomic
def finish(*, asker: Asker, ticket: Ticket, at: datetime) -> None:
    """The visit is over, and the appointment for it. How long it took is learned.

    Raises:
        QueueRefused: the person is not at the asker's desk.
    """
    room = hold_room(ticket.branch_id, at)
    session = session_with(asker, ticket, at)
    fields = {"state": Ticket.State.DONE, "ended_at": at}
    change(room, ticket, Movement.What.DONE, at=at, of=AT_A_DESK, desk=session.desk, **fields)
    learn(ticket, at=at)
    record(asker=asker, action="counters.finish", thing=f"ticket:{ticket.uuid}")
    if ticket.booking is not None and end_booking(ticket.booking, Booking.State.HELPED, at=at):
        learn_attendance(ticket.booking, came=True)
    announce_end(ticket, at=at)
