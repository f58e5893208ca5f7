"""Write down that somebody did not come."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.counters.appointments.models import Booking
from zenne.counters.queue.attendance import learn_attendance
from zenne.counters.queue.endings import announce_end, end_booking
from zenne.counters.queue.members import session_with
from zenne.counters.queue.models import Movement, Ticket
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.rooms import change, hold_room


@needs(SERVE)
@transaction.atomic
def no_show(*, asker: Asker, ticket: Ticket, at: datetime) -> None:
    """Whoever was called did not come to the desk; their ticket is over, and their appointment is missed.

    Raises:
        QueueRefused: nobody is called to the asker's desk with this ticket.
    """
    room = hold_room(ticket.branch_id, at)
    session = session_with(asker, ticket, at)
    fields = {"state": Ticket.State.NO_SHOW, "ended_at": at}
    change(room, ticket, Movement.What.NO_SHOW, at=at, of=(Ticket.State.CALLED,), desk=session.desk, **fields)
    record(asker=asker, action="counters.no-show", thing=f"ticket:{ticket.uuid}")
    if ticket.booking is not None and end_booking(ticket.booking, Booking.State.MISSED, at=at):
        learn_attendance(ticket.booking, came=False)
    announce_end(ticket, at=at)
