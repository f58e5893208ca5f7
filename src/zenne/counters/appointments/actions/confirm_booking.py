"""Make an appointment of a time that was asked for."""

from django.db import IntegrityError, transaction

from zenne.core.access.public import Asker, for_everybody
from zenne.core.audit.public import record
from zenne.core.events.public import announce
from zenne.counters.appointments.errors import BookingRefused
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.seating import locked
from zenne.counters.appointments.telling import Message, tell
from zenne.counters.appointments.tokens import confirmed_booking
from zenne.counters.appointments.whose import own_if_proved, whose
from zenne.counters.facts import BookingMade
from zenne.counters.rules.notice import reminder_for


@for_everybody
def confirm_booking(*, asker: Asker, token: str) -> Booking:
    """Follow the link of the message. A time that is over its half hour still is theirs if nobody else wanted it.

    Raises:
        BookingRefused: unknown-booking, already-booked, lapsed, cancelled, one-open-booking.
    """
    uuid = confirmed_booking(token)
    try:
        with transaction.atomic():
            [booking] = locked(uuid)
            check_state(booking)
            own_if_proved(booking)
            book(booking)
            record(
                asker=asker, action="counters.confirm-booking", about=whose(booking), thing=f"booking:{booking.uuid}"
            )
    except IntegrityError:
        raise BookingRefused("one-open-booking") from None
    return booking


def check_state(booking: Booking) -> None:
    refusals = {
        Booking.State.HELD: "unknown-booking",
        Booking.State.LAPSED: "lapsed",
        Booking.State.CANCELLED: "cancelled",
    }
    if booking.state != Booking.State.ASKED:
        raise BookingRefused(refusals.get(Booking.State(booking.state), "already-booked"))


def book(booking: Booking) -> None:
    """Make a locked booking certain, and tell whoever it is for. Raises IntegrityError when they have one already."""
    booking.state, booking.kept_until = Booking.State.BOOKED, None
    booking.remind_at = reminder_for(booking.starts_at, since=booking.created_at)
    booking.save()
    tell(booking, Message.BOOKED)
    announce(
        BookingMade(
            booking=booking.uuid,
            service=booking.visit_type.service.slug,
            step=booking.visit_type.step,
            branch=booking.branch.slug,
            starts_at=booking.starts_at,
            people=booking.people,
            language=booking.language,
            by_staff=bool(booking.booked_by),
        )
    )
