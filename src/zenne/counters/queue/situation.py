"""A waiting room at one moment: who waits, which desks are open, who is still to come."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from zenne.counters.appointments.models import Booking
from zenne.counters.capacity.models import Shift, VisitType
from zenne.counters.queue.attendance import NOTHING_KNOWN, Known, known_at
from zenne.counters.queue.models import AT_A_DESK, OPEN, DeskSession, Experience, Ticket
from zenne.counters.queue.rooms import time_zone
from zenne.counters.queue.rules.calling import OpenDesk, Waiting
from zenne.counters.queue.rules.durations import Duration, Seen, learned
from zenne.counters.queue.rules.priority import EARLY, callable_from, turn_of
from zenne.workforce.public import Competence

LOOKED_AHEAD = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Situation:
    """What was read. ``tickets`` are those of the day that are not over; ``shifts`` say when who stops."""

    at: datetime
    tickets: list[Ticket]
    sessions: list[DeskSession]
    desks: list[OpenDesk]
    bookings: list[Booking]
    experiences: dict[int, Seen]
    shift_ends: dict[int, datetime]
    attendance: Known = NOTHING_KNOWN

    def waiting(self, *states: Ticket.State) -> list[Ticket]:
        """The tickets in some states, whose turn comes first first."""
        return sorted((each for each in self.tickets if each.state in states), key=lambda each: (turn(each), each.pk))

    def at_desk(self, desk: int) -> Ticket | None:
        """Who is at a desk, or called to it."""
        return next((each for each in self.tickets if each.desk_id == desk and each.state in AT_A_DESK), None)

    def duration(self, visit: VisitType, people: int) -> Duration:
        """How long a visit takes, as far as it is known."""
        return duration_of(visit, people, self.experiences)


def duration_of(visit: VisitType, people: int, experiences: Mapping[int, Seen]) -> Duration:
    """How long a visit of so many people takes. What was seen is of one person, so a family takes as many times longer
    as the city expects.
    """
    one = learned(visit.minutes, experiences.get(visit.pk, Seen()))
    return one.times(visit.minutes_for(people) / visit.minutes)


def experiences() -> dict[int, Seen]:
    """What was seen of each visit, by its number. One query."""
    return {row.visit_type_id: Seen(row.weight, row.total, row.squares) for row in Experience.objects.all()}


def situation_at(branch: int, at: datetime) -> Situation:
    """Read the room of a branch. Eight queries."""
    zone = time_zone()
    today = at.astimezone(zone).date()
    tickets = Ticket.objects.filter(branch_id=branch, day=today, state__in=OPEN)
    sessions = open_sessions(branch, at, zone=zone)
    to_come = Booking.objects.filter(
        branch_id=branch,
        state=Booking.State.BOOKED,
        starts_at__gt=at - EARLY,
        starts_at__lt=at + LOOKED_AHEAD,
        ticket=None,
    )
    members = [session.member_id for session in sessions]
    shifts = Shift.objects.filter(member__in=members, starts_at__lte=at, ends_at__gt=at)
    return Situation(
        at=at,
        tickets=list(tickets.select_related("visit_type__service", "desk")),
        sessions=sessions,
        desks=open_desks(sessions),
        bookings=list(to_come.select_related("visit_type")),
        experiences=experiences(),
        shift_ends=dict(shifts.values_list("member_id", "ends_at")),
        attendance=known_at(branch),
    )


def open_sessions(branch: int, at: datetime, *, zone: ZoneInfo) -> list[DeskSession]:
    """Who is at a desk; not whoever forgot to close it yesterday. One query."""
    found = DeskSession.objects.filter(desk__branch_id=branch, closed_at=None).select_related("desk", "member")
    return [each for each in found if each.opened_at.astimezone(zone).date() == at.astimezone(zone).date()]


def open_desks(sessions: list[DeskSession]) -> list[OpenDesk]:
    """What each desk can do that is open and not paused."""
    services = defaultdict(set)
    members = [session.member_id for session in sessions]
    for member, service in Competence.objects.filter(member__in=members).values_list("member_id", "service_id"):
        services[member].add(service)
    return [
        OpenDesk(
            key=session.desk_id,
            services=frozenset(services[session.member_id]),
            languages=frozenset(session.member.languages),
            equipment=frozenset(session.desk.equipment),
        )
        for session in sessions
        if session.paused_at is None
    ]


def turn(ticket: Ticket) -> datetime:
    """The moment that decides about somebody's turn."""
    return turn_of(ticket.since, need=ticket.need, due_at=ticket.due_at)


def as_waiting(ticket: Ticket) -> Waiting:
    """A ticket as the rules see it."""
    return Waiting(
        key=ticket.pk,
        service=ticket.visit_type.service_id,
        turn=turn(ticket),
        callable_from=callable_from(ticket.since, ticket.due_at),
        language=ticket.language,
        equipment=frozenset(ticket.visit_type.equipment),
        for_desk=ticket.for_desk_id,
    )


def booking_as_waiting(booking: Booking) -> Waiting:
    """Somebody with an appointment who is not here yet, as if they come in time."""
    comes = callable_from(booking.starts_at - EARLY, booking.starts_at)
    return Waiting(
        key=-booking.pk,
        service=booking.visit_type.service_id,
        turn=turn_of(comes, due_at=booking.starts_at),
        callable_from=comes,
        language=booking.language,
        equipment=frozenset(booking.visit_type.equipment),
    )
