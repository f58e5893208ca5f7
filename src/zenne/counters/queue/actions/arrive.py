"""Say that one is there for an appointment."""

from datetime import datetime

from django.db import transaction

from zenne.catalogue.public import Branch
from zenne.core.access.public import Asker, for_everybody, records_nothing
from zenne.counters.appointments.models import Booking
from zenne.counters.queue.actions.take_ticket import Wanted, take_ticket
from zenne.counters.queue.models import Ticket
from zenne.counters.queue.rooms import hold_room


@for_everybody
@records_nothing(because="a ticket has no name, and its movements say what happened")
@transaction.atomic
def arrive(*, asker: Asker, branch: Branch, booking: Booking, at: datetime) -> Ticket:
    """Give whoever has an appointment their ticket. Said twice, it is the same one.

    Too early, it is called around the time of the appointment; too late, it waits like everybody without one. Whoever
    left the queue and comes back gets a new one.

    Raises:
        QueueRefused: booking-over, booking-not-today, booking-elsewhere, not-here, closed.
    """
    hold_room(branch, at)
    booking.refresh_from_db()
    before = Ticket.objects.filter(booking=booking, branch=branch).first()
    if before is not None and before.state != Ticket.State.LEFT:
        return before
    if before is not None:
        before.booking = None
        before.save(update_fields=["booking"])
    wanted = Wanted(booking.visit_type, booking.people, booking.language, booking=booking)
    return take_ticket(asker=asker, branch=branch, wanted=wanted, source=Ticket.Source.APPOINTMENT, at=at)
