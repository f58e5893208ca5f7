"""Take a place in the queue."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from zenne.catalogue.public import Branch, Offering
from zenne.core.access.public import Asker, for_everybody, records_nothing
from zenne.core.events.public import announce
from zenne.counters.appointments.models import Booking
from zenne.counters.capacity.models import VisitType
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.facts import TicketTaken
from zenne.counters.queue.forecast import forecast
from zenne.counters.queue.models import Movement, Promise, Room, Ticket
from zenne.counters.queue.opening import is_open, takes_walk_ins
from zenne.counters.queue.rooms import day_of, hold_room, moved, note
from zenne.counters.queue.rules.priority import Need, is_on_time
from zenne.counters.queue.situation import situation_at

BEFORE_OPENING: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody comes for.

    Attributes:
        language: a code, empty for any.
        need: empty or one of ``Need``.
        booking: the appointment that they came for.
    """

    visit_type: VisitType
    people: int = 1
    language: str = ""
    need: str = ""
    booking: Booking | None = None


@for_everybody
@records_nothing(because="a ticket has no name, and its movements say what happened")
@transaction.atomic
def take_ticket(*, asker: Asker, branch: Branch, wanted: Wanted, source: str, at: datetime) -> Ticket:
    """Give somebody the next number, and tell them how long it probably takes.

    From home they are on the way until they say that they are there; their place is kept meanwhile.

    Who comes late for an appointment waits like everybody without one.

    Raises:
        QueueRefused: not-here, closed, by-appointment, walk-in-at-other-times, too-many-people, unknown-need,
            unknown-language; or the appointment is over, for something else, of another day or branch, or has a
            ticket already.
    """
    check(branch, wanted, at=at)
    booking, room = wanted.booking, hold_room(branch, at)
    if booking is not None and Ticket.objects.filter(booking=booking).exists():
        raise QueueRefused("booking-has-ticket")
    ticket = Ticket.objects.create(
        branch=branch,
        day=day_of(at),
        number=next_number(room),
        visit_type=wanted.visit_type,
        people=wanted.people,
        language=wanted.language,
        need=wanted.need,
        source=source,
        state=Ticket.State.COMING if source == Ticket.Source.HOME else Ticket.State.WAITING,
        booking=booking,
        due_at=booking.starts_at if booking and is_on_time(at, booking.starts_at) else None,
        since=at,
        taken_at=at,
    )
    note(ticket, Movement.What.TAKEN, at=at)
    moved(room)
    promise(ticket, room, at=at)
    service = wanted.visit_type.service.slug
    announce(TicketTaken(branch=branch.slug, service=service, step=wanted.visit_type.step, source=source, at=at))
    return ticket


def check(branch: Branch, wanted: Wanted, *, at: datetime) -> None:
    visit = wanted.visit_type
    offering = Offering.objects.filter(branch=branch, service_id=visit.service_id).first()
    if offering is None or visit.retired_at is not None or branch.retired_at is not None:
        raise QueueRefused("not-here")
    if wanted.booking is not None:
        check_booking(wanted.booking, wanted, branch, at=at)
    if not is_open(offering.hours or branch.hours, at) and not is_expected(wanted.booking, at):
        raise QueueRefused("closed")
    if wanted.need and wanted.need not in {need.value for need in Need}:
        raise QueueRefused("unknown-need")
    if wanted.booking is None:
        check_walk_in(wanted, {*branch.languages, *offering.languages})
        if not takes_walk_ins(visit, branch, hours=offering.hours or branch.hours, at=at):
            raise QueueRefused("walk-in-at-other-times")


def check_walk_in(wanted: Wanted, languages: set[str]) -> None:
    """What an appointment has settled already."""
    if not 1 <= wanted.people <= wanted.visit_type.most_people:
        raise QueueRefused("too-many-people")
    if wanted.language and wanted.language not in languages:
        raise QueueRefused("unknown-language")
    if not wanted.visit_type.walk_in:
        raise QueueRefused("by-appointment")


def is_expected(booking: Booking | None, at: datetime) -> bool:
    """Whether somebody has an appointment so soon that they may stand before a door that opens for it."""
    return booking is not None and booking.starts_at - BEFORE_OPENING <= at


def check_booking(booking: Booking, wanted: Wanted, branch: Branch, *, at: datetime) -> None:
    if booking.state in {Booking.State.HELPED, Booking.State.MISSED}:
        raise QueueRefused("booking-over")
    if booking.state != Booking.State.BOOKED or day_of(booking.starts_at) != day_of(at):
        raise QueueRefused("booking-not-today")
    if booking.branch_id != branch.pk:
        raise QueueRefused("booking-elsewhere")
    if (booking.visit_type_id, booking.people) != (wanted.visit_type.pk, wanted.people):
        raise QueueRefused("booking-for-other-visit")


def next_number(room: Room) -> int:
    """The room is held, so nobody else gets this number."""
    room.last_ticket += 1
    return room.last_ticket


def promise(ticket: Ticket, room: Room, *, at: datetime) -> None:
    """Write down what they are told; nothing when no open desk can help them now."""
    situation = situation_at(ticket.branch_id, at)
    found = forecast(situation, learned=room.learned, seed=room.number).get(ticket.pk)
    if found and found.told:
        Promise.objects.create(ticket=ticket, at=at, p50=found.told.p50, p90=found.told.p90, raw=found.raw)
