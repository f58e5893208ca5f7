"""Appointments of today at a branch: which one a code is for, and who is still to come."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet

from zenne.catalogue.public import Branch
from zenne.core.access.public import Asker, needs
from zenne.core.calendar.public import moment_at
from zenne.counters.appointments.codes import number_in
from zenne.counters.appointments.models import Booking
from zenne.counters.capacity.names import visit_name
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.models import Ticket
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.rooms import day_of, time_zone
from zenne.counters.queue.rules.priority import is_on_time
from zenne.counters.queue.words import spoken_language
from zenne.workforce.public import StaffMember


@dataclass(frozen=True, slots=True)
class Expected:
    """An appointment of somebody who is not here yet, as colleagues see it: nothing of who it is for."""

    booking: Booking
    visit: str
    language: str
    is_late: bool


def bookings_of_today(branch: Branch, at: datetime) -> QuerySet[Booking]:
    """Whatever was booked for the day, also what is over."""
    day, zone = day_of(at), time_zone()
    begin, end = (moment_at(day + timedelta(days=n), time(), time_zone=zone) for n in (0, 1))
    made = (Booking.State.BOOKED, Booking.State.HELPED, Booking.State.MISSED)
    found = Booking.objects.filter(branch=branch, starts_at__gte=begin, starts_at__lt=end, state__in=made)
    return found.select_related("visit_type__service", "branch")


@needs(SERVE)
def expected_today(*, asker: Asker, branch: Branch, uuid: UUID, at: datetime) -> Booking | None:
    """The appointment of the day with an identifier, as the list of those who are expected names it."""
    return bookings_of_today(branch, at).filter(uuid=uuid).first()


def booking_of_today(branch: Branch, code: str, at: datetime) -> Booking:
    """The appointment that a code is for. Codes of other days and branches are answered like codes of nothing.

    Raises:
        QueueRefused: unknown-code.
    """
    number = number_in(code)
    found = bookings_of_today(branch, at).filter(pk=number).first() if number is not None else None
    if found is None:
        raise QueueRefused("unknown-code")
    return found


@needs(SERVE)
def still_expected(*, asker: Asker, member: StaffMember, at: datetime) -> list[Expected]:
    """The appointments of the day at the branch where somebody works that have no ticket, the first first."""
    without = bookings_of_today(member.branch, at).filter(state=Booking.State.BOOKED)
    rows = without.exclude(ticket__state__in=[state for state in Ticket.State if state != Ticket.State.LEFT])
    return [
        Expected(
            booking=row,
            visit=visit_name(row.visit_type),
            language=spoken_language(row.language) if row.language else "",
            is_late=not is_on_time(at, row.starts_at),
        )
        for row in rows.order_by("starts_at", "pk")
    ]
