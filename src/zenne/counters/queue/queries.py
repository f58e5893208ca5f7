"""What people see of a waiting room: the public screen, a ticket, and the history of one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from zenne.catalogue.public import Branch, Offering
from zenne.counters.capacity.models import VisitType
from zenne.counters.queue.forecast import Forecast, forecast_now
from zenne.counters.queue.models import AT_A_DESK, Movement, Room, Ticket
from zenne.counters.queue.rooms import day_of, time_zone
from zenne.counters.queue.rules.numbers import shown_number
from zenne.counters.queue.rules.priority import callable_from
from zenne.counters.queue.situation import open_sessions

OPEN_TO = "public"
"""Screens show numbers only, and whoever knows the name of a ticket holds it."""
SHOWN_AT_DESKS = 12
WAITS = (Ticket.State.COMING, Ticket.State.WAITING)


@dataclass(frozen=True, slots=True)
class Called:
    """A number on the screen. ``is_new``: called, and not yet at the desk; ``calls``: how often it was called."""

    number: str
    desk: int
    is_new: bool
    calls: int


@dataclass(frozen=True, slots=True)
class PublicRoom:
    """What everybody may see of a room. ``number`` grows with every change."""

    number: int
    called: list[Called]
    waiting: int
    desks_open: int


def current_branch(slug: str) -> Branch | None:
    """A branch that is not retired."""
    if not slug.isprintable():
        return None  # what no database can hold is the name of no branch
    return Branch.objects.current().filter(slug=slug).first()


def room_of(branch: Branch) -> Room:
    """The room; a new one, not yet in the database, when nothing ever happened there."""
    return Room.objects.filter(branch=branch).first() or Room(branch=branch)


def public_room(branch: Branch, at: datetime) -> PublicRoom:
    """The screen of a branch. Who was called last comes first. Six queries."""
    number = room_of(branch).number
    zone = time_zone()
    today = Ticket.objects.filter(branch=branch, day=at.astimezone(zone).date())
    at_desks = list(
        today.filter(state__in=AT_A_DESK).select_related("desk").order_by("-called_at", "-pk")[:SHOWN_AT_DESKS]
    )
    calls = Movement.objects.filter(ticket__in=at_desks, what__in=(Movement.What.CALLED, Movement.What.RECALLED))
    counts: dict[int, int] = {}
    for ticket in calls.values_list("ticket_id", flat=True):
        counts[ticket] = counts.get(ticket, 0) + 1
    return PublicRoom(
        number=number,
        called=[
            Called(number_of(each), each.desk.number, each.state == Ticket.State.CALLED, counts.get(each.pk, 1))
            for each in at_desks
            if each.desk is not None
        ],
        waiting=today.filter(state__in=WAITS).count(),
        desks_open=sum(each.paused_at is None for each in open_sessions(branch.pk, at, zone=zone)),
    )


def number_of(ticket: Ticket) -> str:
    """As it stands on the ticket and on the screen."""
    return shown_number(ticket.number, has_appointment=ticket.due_at is not None)


@dataclass(frozen=True, slots=True)
class TicketNow:
    """A ticket as its holder sees it.

    Attributes:
        forecast: only while they wait.
        is_late: they came too late for their appointment, and wait like everybody without one.
        is_early: until the time of their appointment comes, others may go before them.
        is_sent_home: the branch had to close before they were called.
        is_over: also when its day is.
    """

    ticket: Ticket
    number: str
    forecast: Forecast | None
    is_of_today: bool
    is_late: bool = False
    is_early: bool = False
    is_sent_home: bool = False

    @property
    def is_over(self) -> bool:
        return not self.is_of_today or self.ticket.ended_at is not None

    @property
    def is_waiting(self) -> bool:
        return self.is_of_today and self.ticket.state in WAITS


def ticket_of(branch: Branch, uuid: UUID) -> Ticket | None:
    """The ticket with this name at a branch."""
    found = Ticket.objects.filter(branch=branch, uuid=uuid).select_related(
        "visit_type__service", "desk", "branch", "booking"
    )
    return found.first()


def ticket_now(ticket: Ticket, at: datetime) -> TicketNow:
    """How a ticket stands."""
    is_of_today = ticket.day == day_of(at)
    waits = is_of_today and ticket.state in WAITS
    forecasts = forecast_now(room_of(ticket.branch), at) if waits else {}
    return TicketNow(
        ticket,
        number_of(ticket),
        forecasts.get(ticket.pk),
        is_of_today,
        is_late=waits and ticket.booking is not None and ticket.due_at is None,
        is_sent_home=ticket.state == Ticket.State.LEFT and was_sent_home(ticket),
        is_early=waits and ticket.due_at is not None and callable_from(ticket.since, ticket.due_at) > at,
    )


def was_sent_home(ticket: Ticket) -> bool:
    return Movement.objects.filter(ticket=ticket, what=Movement.What.CLOSED).exists()


def visits_at(branch: Branch, *, walk_in_only: bool = True) -> list[VisitType]:
    """What people can come for at a branch, the most needed first."""
    services = Offering.objects.filter(branch=branch, service__retired_at=None).values("service")
    which = Q(walk_in=True) if walk_in_only else Q()
    found = VisitType.objects.filter(which, service__in=services, retired_at=None).select_related("service__topic")
    return list(found.order_by("-service__popularity", "service__slug", "step"))
