"""Whose booking it is."""

from datetime import datetime
from uuid import UUID

from zenne.core.access.public import Asker, for_everybody
from zenne.counters.appointments.errors import BookingRefused
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.permissions import BOOK_FOR_OTHERS
from zenne.counters.appointments.tokens import managed_booking
from zenne.counters.rules.scanning import Row
from zenne.counters.rules.seats import read, run, written


def owns(asker: Asker, booking: Booking, token: str) -> bool:
    """Whether a booking is somebody's: by its link, or by their account."""
    if booking.person is not None and asker.key == f"person:{booking.person}":
        return True
    try:
        return managed_booking(token) == booking.uuid
    except BookingRefused:
        return False


@for_everybody
def own_booking(*, asker: Asker, uuid: UUID, token: str) -> Booking:
    """A booking for whoever has it. Desk workers open those of others with a purpose, and it is recorded.

    Raises:
        BookingRefused: it does not exist, or is not theirs.
    """
    found = booking_of(uuid)
    if not owns(asker, found, token):
        raise BookingRefused("unknown-booking")
    return found


def managed(asker: Asker, uuid: UUID, token: str) -> Booking:
    """A booking for actions that change and record it: for whoever has it, and for desk workers.

    Raises:
        BookingRefused: it does not exist, or not for them.
    """
    found = booking_of(uuid)
    if not asker.may(BOOK_FOR_OTHERS) and not owns(asker, found, token):
        raise BookingRefused("unknown-booking")
    return found


def booking_of(uuid: UUID) -> Booking:
    """The booking with an identifier, whoever asks. Raises BookingRefused."""
    rows = Booking.objects.select_related("visit_type__service", "branch", "shift", "instead")
    if (found := rows.filter(uuid=uuid).first()) is None:
        raise BookingRefused("unknown-booking")
    return found


def check_it_can_change(booking: Booking, *, now: datetime) -> None:
    """Raises BookingRefused for one that is closed or over."""
    if booking.state == Booking.State.CANCELLED:
        raise BookingRefused("cancelled")
    if booking.state == Booking.State.LAPSED:
        raise BookingRefused("lapsed")
    if booking.starts_at <= now or booking.state in {Booking.State.HELPED, Booking.State.MISSED}:
        raise BookingRefused("over")


def own_seat(booking: Booking) -> Row | None:
    """The shift of a booking as its owner may see it: their own steps are free for them. None: it has no seat."""
    shift = booking.shift
    if shift is None or shift.withdrawn_at is not None:
        return None
    free = read(shift.free) | run(booking.first_step - shift.first_step, len(booking.steps))
    return (shift.branch_id, shift.member_id, shift.desk_id, shift.first_step, written(free))
