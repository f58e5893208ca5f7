"""What is said and learned when a ticket is over."""

from datetime import datetime, timedelta

from zenne.core.events.public import announce
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.seating import close, locked
from zenne.counters.facts import BookingEnded
from zenne.counters.queue.facts import TicketDone
from zenne.counters.queue.models import Experience, Ticket
from zenne.counters.queue.rules.durations import Seen


def announce_end(ticket: Ticket, *, at: datetime) -> None:
    """Tell the other modules."""
    visit = ticket.visit_type
    is_done = ticket.state == Ticket.State.DONE and ticket.called_at is not None
    announce(
        TicketDone(
            branch=ticket.branch.slug,
            service=visit.service.slug,
            step=visit.step,
            how=ticket.state,
            helped=at - ticket.called_at if is_done and ticket.called_at else timedelta(),
            at=at,
        )
    )


def end_booking(booking: Booking, how: Booking.State, *, at: datetime) -> bool:
    """End an appointment as helped or missed, unless that is done; its seat is free from now on. Whether it was open.

    Whoever calls it holds the room, and locks nothing else before.
    """
    [now] = locked(booking.uuid)
    if now.state != Booking.State.BOOKED:
        return False
    close(now, state=how, reason=Booking.Reason.NONE, now=at)
    announce(
        BookingEnded(
            booking=now.uuid,
            service=now.visit_type.service.slug,
            step=now.visit_type.step,
            branch=now.branch.slug,
            starts_at=now.starts_at,
            booked_at=now.created_at,
            how=how.value,
        )
    )
    return True


def learn(ticket: Ticket, *, at: datetime) -> None:
    """Remember how long it took, as it would have been for one person."""
    if ticket.called_at is None:
        return
    visit = ticket.visit_type
    minutes = (at - ticket.called_at).total_seconds() / 60 * visit.minutes / visit.minutes_for(ticket.people)
    row, _is_new = Experience.objects.select_for_update().get_or_create(visit_type=visit)
    seen = Seen(row.weight, row.total, row.squares).with_visit(minutes)
    row.weight, row.total, row.squares = seen.weight, seen.total, seen.squares
    row.save()
