"""Counting a day from what is written down of it: tickets, promises, appointments, open desks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import QuerySet

from zenne.core.calendar.public import moment_at
from zenne.counters.appointments.models import Booking
from zenne.counters.figures.models import HourFigures, RoomDay
from zenne.counters.figures.rules.calibration import held
from zenne.counters.figures.rules.quantiles import at_most
from zenne.counters.queue.models import DeskSession, Ticket
from zenne.counters.queue.rooms import time_zone
from zenne.counters.queue.rules.pictures import Stay, breath

STEP_MINUTES: Final = 10
MINUTE: Final = timedelta(minutes=1)
BOOKED: Final = (Booking.State.BOOKED, Booking.State.HELPED, Booking.State.MISSED, Booking.State.CANCELLED)
"""Who was once certain to have a time."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What one day comes to."""

    hours: list[HourFigures]
    rooms: list[RoomDay]


def count(day: date, *, at: datetime) -> Counted:
    """Count a day, as far as it has come at a moment. Four queries."""
    tickets = list(Ticket.objects.filter(day=day).select_related("promise"))
    return Counted(hours_of(day, tickets), rooms_of(day, tickets, at=at))


class Hours:
    """The rows of a day, made when something belongs to them."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.zone = time_zone()
        self.rows: dict[tuple[int, int, int], HourFigures] = {}

    def row(self, of: Ticket | Booking, at: datetime) -> HourFigures:
        """The row of the hour in which something happened."""
        key = (of.branch_id, of.visit_type_id, at.astimezone(self.zone).hour)
        if key not in self.rows:
            branch, visit, hour = key
            self.rows[key] = HourFigures(branch_id=branch, visit_type_id=visit, day=self.day, hour=hour, waits=[])
        return self.rows[key]


def hours_of(day: date, tickets: Iterable[Ticket]) -> list[HourFigures]:
    """Visits and appointments by the hour. Two queries."""
    hours = Hours(day)
    for ticket in tickets:
        add_ticket(hours.row(ticket, ticket.taken_at), ticket)
    begin, end = (moment_at(each, time(), time_zone=hours.zone) for each in (day, day + timedelta(days=1)))
    certain = Booking.objects.filter(state__in=BOOKED)
    for booking in certain.filter(starts_at__gte=begin, starts_at__lt=end).select_related("ticket"):
        add_booking(hours.row(booking, booking.starts_at), booking)
    for booking in certain.filter(created_at__gte=begin, created_at__lt=end):
        hours.row(booking, booking.created_at).made += 1
    for row in hours.rows.values():
        row.waits.sort()
    return list(hours.rows.values())


def add_ticket(row: HourFigures, ticket: Ticket) -> None:
    if ticket.due_at is None:
        row.walk_ins += 1
    else:
        row.appointments += 1
    if ticket.called_at is not None:
        row.waits.append(round(minutes_waited(ticket)))
    promise = getattr(ticket, "promise", None)
    if promise is not None and promise.kept is not None:
        row.told += 1
        row.kept += promise.kept
    if ticket.state == Ticket.State.DONE and ticket.called_at and ticket.ended_at:
        row.helped += 1
        row.helped_minutes += (ticket.ended_at - ticket.called_at) / MINUTE
    row.no_shows += ticket.state == Ticket.State.NO_SHOW
    row.left += ticket.state == Ticket.State.LEFT


def minutes_waited(ticket: Ticket) -> float:
    """From taking the ticket until they were called for the first time, as far as that is known."""
    promise = getattr(ticket, "promise", None)
    called_at = (promise.known_at if promise else None) or ticket.called_at
    return (called_at - ticket.taken_at) / MINUTE if called_at else 0.0


def add_booking(row: HourFigures, booking: Booking) -> None:
    ticket = getattr(booking, "ticket", None)
    was_helped = ticket is not None and ticket.state == Ticket.State.DONE
    row.booked += 1
    row.moved += booking.moves > 0
    row.came += booking.state == Booking.State.HELPED or (booking.state == Booking.State.BOOKED and was_helped)
    row.missed += booking.state == Booking.State.MISSED
    row.cancelled += booking.state == Booking.State.CANCELLED


def rooms_of(day: date, tickets: Iterable[Ticket], *, at: datetime) -> list[RoomDay]:
    """The waiting rooms in which something happened. One query."""
    by_branch: dict[int, list[Ticket]] = defaultdict(list)
    for ticket in tickets:
        by_branch[ticket.branch_id].append(ticket)
    end = moment_at(day + timedelta(days=1), time(), time_zone=time_zone())
    open_desks: dict[int, list[DeskSession]] = defaultdict(list)
    for session in sessions_of(day):
        open_desks[session.desk.branch_id].append(session)
    return [
        room_of(branch, day, by_branch[branch], open_desks[branch], until=min(at, end))
        for branch in sorted(by_branch.keys() | open_desks.keys())
    ]


def count_room(branch: int, day: date, *, at: datetime) -> RoomDay | None:
    """One waiting room, as far as its day has come; none when nothing happened there. Two queries."""
    tickets = list(Ticket.objects.filter(branch=branch, day=day).select_related("promise"))
    sessions = list(sessions_of(day).filter(desk__branch=branch))
    return room_of(branch, day, tickets, sessions, until=at) if tickets or sessions else None


def sessions_of(day: date) -> QuerySet[DeskSession]:
    """The desks that were opened on a day."""
    zone = time_zone()
    begin, end = (moment_at(each, time(), time_zone=zone) for each in (day, day + timedelta(days=1)))
    return DeskSession.objects.filter(opened_at__gte=begin, opened_at__lt=end).select_related("desk")


def room_of(branch: int, day: date, tickets: list[Ticket], sessions: list[DeskSession], *, until: datetime) -> RoomDay:
    """One room: who waited, which desks were open, what promises came to."""
    waits = sorted(round(minutes_waited(each)) for each in tickets if each.called_at)
    promises = [
        (each.promise.p50, each.promise.p90, minutes_waited(each))
        for each in tickets
        if each.called_at and getattr(each, "promise", None) is not None
    ]
    begins = whole_step(min([*(each.taken_at for each in tickets), *(each.opened_at for each in sessions)]))
    ends = [each.ended_at or until for each in tickets] + [each.closed_at or until for each in sessions]
    length = (min(max(ends), until) - begins) / MINUTE
    waiting = [stay(each.taken_at, each.called_at or each.ended_at, begins) for each in tickets]
    at_desks = [stay(each.opened_at, each.closed_at, begins) for each in sessions]
    return RoomDay(
        branch_id=branch,
        day=day,
        begins_at=begins,
        waiting=breath(waiting, length=length, step=STEP_MINUTES),
        desks=breath(at_desks, length=length, step=STEP_MINUTES),
        called=len(waits),
        p50=at_most(waits, 50),
        p90=at_most(waits, 90),
        told=len(promises),
        held=held(promises),
    )


def whole_step(moment: datetime) -> datetime:
    """The beginning of the ten minutes in which a moment lies."""
    return moment - timedelta(
        minutes=moment.minute % STEP_MINUTES, seconds=moment.second, microseconds=moment.microsecond
    )


def stay(first: datetime, last: datetime | None, begin: datetime) -> Stay:
    return Stay((first - begin) / MINUTE, (last - begin) / MINUTE if last else None)
