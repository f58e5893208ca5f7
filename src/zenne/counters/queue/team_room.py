"""What a team sees of its own room: who waits for what, which desks are open, what the own desk can do."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from zenne.core.access.public import Asker, needs
from zenne.counters.capacity.models import Desk, Shift
from zenne.counters.capacity.names import visit_name
from zenne.counters.queue.forecast import Forecast, forecast_now
from zenne.counters.queue.models import DeskSession, Movement, Ticket
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.queries import WAITS, number_of, room_of
from zenne.counters.queue.rooms import day_of
from zenne.counters.queue.situation import Situation, situation_at
from zenne.counters.queue.words import HAPPENED, NEEDS_OF_OTHERS, spoken_language
from zenne.workforce.public import StaffMember


@dataclass(frozen=True, slots=True)
class Line:
    """A ticket as colleagues see it."""

    ticket: Ticket
    number: str
    visit: str
    language: str
    need: str
    forecast: Forecast | None

    @property
    def is_coming(self) -> bool:
        return self.ticket.state == Ticket.State.COMING


@dataclass(frozen=True, slots=True)
class DeskNow:
    """A desk: free, or with somebody at it and perhaps a visitor."""

    desk: Desk
    session: DeskSession | None
    visitor: Line | None


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of the history of a ticket."""

    at: datetime
    words: str
    desk: int | None


@dataclass(frozen=True, slots=True)
class TeamRoom:
    """The room of a branch, and the desk of whoever looks. ``planned`` is who is to be there today, and at no desk."""

    waiting: list[Line]
    parked: list[Line]
    desks: list[DeskNow]
    planned: list[Shift]
    mine: DeskNow | None
    history: list[Happened]

    @property
    def other_open_desks(self) -> list[DeskNow]:
        return [each for each in self.desks if each.session is not None and each is not self.mine]

    @property
    def free_desks(self) -> list[DeskNow]:
        return [each for each in self.desks if each.session is None]


@needs(SERVE)
def team_room(*, asker: Asker, member: StaffMember, at: datetime) -> TeamRoom:
    """The room of the branch where somebody works."""
    branch = member.branch
    situation = situation_at(branch.pk, at)
    forecasts = forecast_now(room_of(branch), at)
    sessions = {session.desk_id: session for session in situation.sessions}
    desks = [
        desk_now(desk, sessions.get(desk.pk), situation) for desk in Desk.objects.filter(branch=branch, retired_at=None)
    ]
    mine = next((each for each in desks if each.session and each.session.member_id == member.pk), None)
    return TeamRoom(
        waiting=[line(each, forecasts.get(each.pk)) for each in situation.waiting(*WAITS)],
        parked=[line(each) for each in situation.waiting(Ticket.State.PARKED)],
        desks=desks,
        planned=planned_today(branch.pk, at, present={session.member_id for session in situation.sessions}),
        mine=mine,
        history=history_of(mine.visitor.ticket) if mine and mine.visitor else [],
    )


def planned_today(branch: int, at: datetime, *, present: set[int]) -> list[Shift]:
    """The shifts of the day that are not over, of those who are at no desk."""
    coming = Shift.objects.filter(
        branch=branch, withdrawn_at=None, ends_at__gt=at, starts_at__lt=at + timedelta(days=1)
    )
    rows = coming.exclude(member__in=present).select_related("member", "desk").order_by("desk__number", "starts_at")
    return [shift for shift in rows if day_of(shift.starts_at) <= day_of(at)]


def desk_now(desk: Desk, session: DeskSession | None, situation: Situation) -> DeskNow:
    visitor = situation.at_desk(desk.pk)
    return DeskNow(desk, session, line(visitor) if visitor else None)


def line(ticket: Ticket, found: Forecast | None = None) -> Line:
    return Line(
        ticket=ticket,
        number=number_of(ticket),
        visit=visit_name(ticket.visit_type),
        language=spoken_language(ticket.language) if ticket.language else "",
        need=str(NEEDS_OF_OTHERS.get(ticket.need, "")),
        forecast=found,
    )


def history_of(ticket: Ticket) -> list[Happened]:
    """What happened to a ticket so far, the first first."""
    rows = Movement.objects.filter(ticket=ticket).select_related("desk")
    return [Happened(row.at, str(HAPPENED[row.what]), row.desk.number if row.desk else None) for row in rows]
