"""Give somebody another time."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, for_everybody
from zenne.core.audit.public import record
from zenne.core.events.public import announce
from zenne.counters.appointments.errors import BookingRefused
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.owning import check_it_can_change, managed
from zenne.counters.appointments.passing_on import pass_on
from zenne.counters.appointments.seating import give_back, locked
from zenne.counters.appointments.telling import Message, tell
from zenne.counters.appointments.tokens import managed_booking
from zenne.counters.facts import BookingMoved
from zenne.counters.rules.notice import reminder_for


@for_everybody
@transaction.atomic
def move_booking(*, asker: Asker, booking: UUID, token: str, to: str, now: datetime) -> Booking:
    """Move an appointment to a time that is held. The new seat is there before the old one is freed.

    Args:
        to: what holding that time gave, to manage it with.

    Raises:
        BookingRefused: unknown-booking, cancelled, lapsed, over; other-visit: the time that is held is for something
            else.
    """
    managed(asker, booking, token)
    held = managed_booking(to)
    found, seat = locked(booking, held)
    check_it_can_change(found, now=now)
    check_seat(found, seat)
    before = (found.branch.slug, found.starts_at)
    freed = give_back(found)
    take_over(found, seat, now=now)
    about = f"person:{found.person}" if found.person else ""
    record(asker=asker, action="counters.move-booking", about=about, thing=f"booking:{found.uuid}")
    say_it_is_moved(found, before=before)
    pass_on(freed, now=now)
    return found


def say_it_is_moved(booking: Booking, *, before: tuple[str, datetime]) -> None:
    """Tell whoever it is for, and the modules above; ``before``: at which branch and when it was."""
    tell(booking, Message.MOVED)
    announce(
        BookingMoved(
            booking=booking.uuid,
            service=booking.visit_type.service.slug,
            old_branch=before[0],
            old_starts_at=before[1],
            branch=booking.branch.slug,
            starts_at=booking.starts_at,
        )
    )


def check_seat(booking: Booking, seat: Booking) -> None:
    if seat.state != Booking.State.HELD:
        raise BookingRefused("lapsed")
    if booking.state != Booking.State.BOOKED:
        raise BookingRefused("not-booked-yet")
    if (seat.visit_type_id, seat.people) != (booking.visit_type_id, booking.people):
        raise BookingRefused("other-visit")


def take_over(booking: Booking, seat: Booking, *, now: datetime) -> None:
    """Everything that the held one had is the other's now."""
    seat.claims.update(booking=booking)
    booking.branch, booking.shift_id, booking.is_extra = seat.branch, seat.shift_id, seat.is_extra
    booking.starts_at, booking.ends_at = seat.starts_at, seat.ends_at
    booking.language = seat.language
    booking.moves += 1
    booking.remind_at = reminder_for(booking.starts_at, since=now)
    booking.save()
    seat.state, seat.reason, seat.closed_at = Booking.State.LAPSED, Booking.Reason.TAKEN_UP, now
    seat.shift, seat.kept_until = None, None
    seat.save()
