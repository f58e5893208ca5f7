"""The past four weeks of a demonstration: the same for a day, whenever they are made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from zenne.catalogue.public import Branch, Offering, branches, opening_hours
from zenne.core.calendar.public import Interval
from zenne.counters.appointments.models import Booking
from zenne.counters.capacity.channels import Channel, hours_for
from zenne.counters.capacity.models import CounterHours, Desk, VisitType
from zenne.counters.figures.rules.past_day import (
    Appointment,
    Helped,
    Visitor,
    appointments,
    play_day,
    those_who_come,
    walk_ins,
)
from zenne.counters.queue.models import DeskSession, Promise, Ticket
from zenne.workforce.public import StaffMember

WEEKS: Final = 4
SHARE_AT_WORK: Final = 0.33
MOST_DESKS: Final = 6
LOAD: Final = (0.72, 0.9)
APPOINTMENTS_PER_DESK: Final = 6
STATES: Final = {
    "helped": Booking.State.HELPED,
    "missed": Booking.State.MISSED,
    "cancelled": Booking.State.CANCELLED,
}


@dataclass(slots=True)
class Past:
    """Rows that are not saved yet; tickets come with the promise and the place of their appointment."""

    tickets: list[Ticket] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    bookings: list[Booking] = field(default_factory=list)
    sessions: list[DeskSession] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Post:
    """A branch with those who work there, their desks, and what people come for."""

    branch: Branch
    members: list[StaffMember]
    desks: list[Desk]
    visits: list[VisitType]

    @property
    def at_work(self) -> int:
        """How many desks are open on a usual day."""
        return max(min(round(len(self.members) * SHARE_AT_WORK), MOST_DESKS, len(self.desks)), 1)


def posts(version: str) -> list[Post]:
    """All branches at which somebody works, without services that have hours of their own. Five queries."""
    members: dict[int, list[StaffMember]] = {}
    for member in StaffMember.objects.filter(key__startswith="demo-", left_at=None).order_by("pk"):
        members.setdefault(member.branch_id, []).append(member)
    desks: dict[int, list[Desk]] = {}
    for desk in Desk.objects.filter(retired_at=None).order_by("number"):
        desks.setdefault(desk.branch_id, []).append(desk)
    visits = VisitType.objects.filter(retired_at=None).select_related("service").order_by("service__slug", "step")
    by_service: dict[int, list[VisitType]] = {}
    for visit in visits:
        by_service.setdefault(visit.service_id, []).append(visit)
    offered: dict[int, list[VisitType]] = {}
    own_hours = Offering.objects.filter(hours="").order_by("service__slug")
    elsewhen = set(CounterHours.objects.values_list("branch_id", "service_id"))
    for branch, service in own_hours.values_list("branch_id", "service_id"):
        if (branch, service) in elsewhen:
            continue
        offered.setdefault(branch, []).extend(by_service.get(service, []))
    return [
        Post(branch, members[branch.pk], desks[branch.pk], offered[branch.pk])
        for branch in branches(version)
        if branch.pk in members and branch.pk in desks and offered.get(branch.pk)
    ]


def past_days(post: Post, days: Sequence[date], *, until: datetime, version: str) -> Past:
    """Everything that happened at a branch on some days, as far as it is over at a moment."""
    past = Past()
    for interval in opening_hours(post.branch.hours, version=version).intervals(days[0], days[-1]):
        if interval.start.date() in days and interval.start < until:
            add_stretch(past, post, interval, until=until, version=version)
    return past


def add_stretch(past: Past, post: Post, interval: Interval, *, until: datetime, version: str) -> None:
    """What happens from one opening of the doors to the next closing."""
    chance = Random(f"{post.branch.slug} {interval.start}")  # noqa: S311 - invented, not secret
    minutes = interval.length / timedelta(minutes=1)
    desks = post.at_work
    weights = [max(visit.service.popularity, 1) if visit.walk_in else 0 for visit in post.visits]
    lengths = [float(visit.minutes) for visit in post.visits]
    usual = sum(length * weight for length, weight in zip(lengths, weights, strict=True)) / max(sum(weights), 1)
    count = round(APPOINTMENTS_PER_DESK * desks * minutes / 450)
    bookable = [place for place, visit in enumerate(post.visits) if visit.by_appointment]
    booked = appointments(chance, minutes=minutes, count=count, visits=bookable)
    alone = walk_ins(chance, minutes=minutes, each=usual / desks / chance.uniform(*LOAD) * 1.05, weights=weights)
    taken = walk_in_hours(post.branch, interval.start.date(), version=version)
    visitors: list[Visitor] = [
        *(each for each in (alone if sum(weights) else ()) if is_within(taken, after(interval.start, each.comes))),
        *those_who_come(chance, booked),
    ]
    happened = play_day(chance, visitors, desks=desks, lengths=lengths, hour=interval.start.hour)
    add_bookings(past, post, booked, interval, until=until)
    add_tickets(past, post, happened, interval, until=until)
    add_sessions(past, post, interval, max((each.ended for each in happened), default=0.0), until=until)


def walk_in_hours(branch: Branch, day: date, *, version: str) -> list[Interval]:
    """When people could come without an appointment on a day."""
    hours = hours_for(Channel.WALK_IN, branch.pk, None, version=version) or branch.hours
    return opening_hours(hours, version=version).day(day)


def is_within(intervals: Sequence[Interval], moment: datetime) -> bool:
    """Whether a moment lies in one of them."""
    return any(each.start <= moment < each.end for each in intervals)


def add_bookings(past: Past, post: Post, booked: Sequence[Appointment], interval: Interval, *, until: datetime) -> None:
    chance = Random(f"{post.branch.slug} {interval.start} booked")  # noqa: S311 - invented, not secret
    for each in booked:
        visit, starts_at = post.visits[each.visit], after(interval.start, each.due)
        made = starts_at - timedelta(days=chance.randint(1, 20), minutes=chance.randint(0, 400))
        if starts_at + timedelta(hours=1) < until:
            past.bookings.append(
                Booking(
                    visit_type=visit, branch=post.branch, state=STATES[each.outcome], created_at=made,
                    starts_at=starts_at, ends_at=starts_at + timedelta(minutes=visit.minutes),
                    moves=int(chance.random() < 0.07), closed_at=starts_at,
                    reason=Booking.Reason.OWN_WISH if each.outcome == "cancelled" else Booking.Reason.NONE,
                )
            )  # fmt: skip


def add_tickets(past: Past, post: Post, happened: Sequence[Helped], interval: Interval, *, until: datetime) -> None:
    over = [each for each in happened if after(interval.start, each.ended) < until]
    day = interval.start.date()
    number = sum(ticket.day == day for ticket in past.tickets)
    for each in sorted(over, key=lambda one: one.visitor.comes):
        number += 1
        taken, called = after(interval.start, each.visitor.comes), after(interval.start, each.called)
        ticket = Ticket(
            branch=post.branch, day=day, number=number, visit_type=post.visits[each.visitor.visit],
            source=Ticket.Source.KIOSK if each.visitor.due is None else Ticket.Source.APPOINTMENT,
            state=Ticket.State.DONE if each.was_there else Ticket.State.NO_SHOW,
            due_at=None if each.visitor.due is None else after(interval.start, each.visitor.due),
            since=taken, taken_at=taken, called_at=called, desk=post.desks[each.desk],
            helped_from=called, ended_at=after(interval.start, each.ended),
        )  # fmt: skip
        past.tickets.append(ticket)
        past.promises.append(
            Promise(
                ticket=ticket, at=taken, p50=each.said.p50, p90=each.said.p90, raw=each.said.p90,
                kept=each.called - each.visitor.comes <= each.said.p90, known_at=called,
            )
        )  # fmt: skip


def add_sessions(past: Past, post: Post, interval: Interval, last: float, *, until: datetime) -> None:
    """The desks, from the opening until the last visitor left."""
    begin, end = interval.start, min(max(interval.end, after(interval.start, last)), until)
    past.sessions += [
        DeskSession(desk=desk, member=member, opened_at=begin, closed_at=end)
        for desk, member, _number in zip(post.desks, post.members, range(post.at_work), strict=False)
    ]


def after(begin: datetime, minutes: float) -> datetime:
    return begin + timedelta(minutes=minutes)


def free_days_before(today: int, past: Sequence[date], *, name: str) -> Iterator[tuple[date, int]]:
    """After how many days something could be booked on past days: a wandering line that ends near today's."""
    chance = Random(name)  # noqa: S311 - invented, not secret
    level = float(today)
    for day in sorted(past, reverse=True):
        level = max(level + chance.choice((-1, -0.5, 0, 0, 0.5, 1)) + (today - level) * 0.1, 0.0)
        yield day, round(level)
