"""Put the past four weeks into a demonstration."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from zenne.core.access.public import internal, records_nothing
from zenne.core.content.public import current_version
from zenne.counters.appointments.errors import NoDemonstration
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.slots import DAYS_AHEAD
from zenne.counters.figures.actions.count_days import count_days
from zenne.counters.figures.actions.measure_first_free import measure_first_free
from zenne.counters.figures.demonstration.history import WEEKS, Past, free_days_before, past_days, posts
from zenne.counters.figures.models import FirstFree, RoomDay
from zenne.counters.figures.rules.quantiles import weighted_half
from zenne.counters.figures.sets import SETS
from zenne.counters.queue.attendance import booked_ahead
from zenne.counters.queue.models import Attendance, DeskSession, Promise, Room, Ticket
from zenne.counters.queue.rooms import day_of
from zenne.counters.queue.rules.attendance import NOTHING, Kept
from zenne.dataportal.public import refresh_soon

AT_ONCE: Final = 2_000


@internal
@records_nothing(because="the people of the demonstration do not exist")
@transaction.atomic
def fill_history(*, now: datetime) -> int:
    """Let people have come to every branch for four weeks, until now, and count them.

    Only days on which nobody came yet are added. Returns how many tickets that are.

    Raises:
        NoDemonstration: this installation is not one.
    """
    if not settings.DEMO:
        raise NoDemonstration
    today = day_of(now)
    days = [today - timedelta(days=number) for number in range(7 * WEEKS, -1, -1)]
    past = missing_past(days, now=now)
    if past.tickets:
        save(past, today)
        count_days(min(ticket.day for ticket in past.tickets), today, at=now)
    measure_first_free(at=now)
    write_free_days(days[:-1])
    for declared in SETS:
        refresh_soon(declared.slug)
    return len(past.tickets)


def missing_past(days: list[date], *, now: datetime) -> Past:
    """What happened on the days of which a branch has nothing."""
    version = current_version()
    known = set(Ticket.objects.filter(day__gte=days[0]).values_list("branch_id", "day").distinct())
    past = Past()
    for post in posts(version):
        missing = [day for day in days if (post.branch.pk, day) not in known]
        if missing:
            more = past_days(post, missing, until=now, version=version)
            past.tickets += more.tickets
            past.promises += more.promises
            past.bookings += more.bookings
            past.sessions += more.sessions
    return past


def save(past: Past, today: date) -> None:
    """Write it down; whoever takes a ticket later today gets the next number."""
    Ticket.objects.bulk_create(past.tickets, batch_size=AT_ONCE)
    Promise.objects.bulk_create(past.promises, batch_size=AT_ONCE)
    Booking.objects.bulk_create(past.bookings, batch_size=AT_ONCE)
    DeskSession.objects.bulk_create(past.sessions, batch_size=AT_ONCE)
    remember_who_came(past.bookings)
    last: dict[int, int] = {}
    for ticket in past.tickets:
        if ticket.day == today:
            last[ticket.branch_id] = max(last.get(ticket.branch_id, 0), ticket.number)
    for branch, number in last.items():
        Room.objects.update_or_create(branch_id=branch, defaults={"day": today, "last_ticket": number})


def remember_who_came(bookings: list[Booking]) -> None:
    """Learn from appointments that are over, one after the other, as a room does when they end."""
    known = Attendance.objects.values_list("branch_id", "visit_type_id", "ahead", "came", "missed")
    seen = {(branch, visit, ahead): Kept(came, missed) for branch, visit, ahead, came, missed in known}
    for booking in sorted(bookings, key=lambda each: each.starts_at):
        if booking.state in {Booking.State.HELPED, Booking.State.MISSED}:
            of = (booking.branch_id, booking.visit_type_id, booked_ahead(booking).value)
            seen[of] = seen.get(of, NOTHING).with_one(came=booking.state == Booking.State.HELPED)
    Attendance.objects.bulk_create(
        [
            Attendance(branch_id=branch, visit_type_id=visit, ahead=ahead, came=kept.came, missed=kept.missed)
            for (branch, visit, ahead), kept in seen.items()
        ],
        update_conflicts=True,
        unique_fields=("branch", "visit_type", "ahead"),
        update_fields=("came", "missed"),
    )


def write_free_days(days: list[date]) -> None:
    """How soon appointments could be had on the days before, as if it had been measured."""
    rows: list[FirstFree] = []
    pairs: dict[tuple[int, date], list[tuple[int, float]]] = defaultdict(list)
    known = set(FirstFree.objects.filter(day__in=days).values_list("day", flat=True).distinct())
    missing = [day for day in days if day not in known and day.weekday() < 5]
    newest = FirstFree.objects.order_by("-day", "-hour").values_list("day", "hour").first()
    if not missing or newest is None:
        return
    measured = FirstFree.objects.filter(day=newest[0], hour=newest[1]).select_related("visit_type__service", "branch")
    for each in measured:
        name = f"{each.branch.slug} {each.visit_type.service.slug} {each.visit_type.step}"
        after = DAYS_AHEAD + 1 if each.days is None else each.days
        weight = max(each.visit_type.service.popularity, 1)
        for day, days_before in free_days_before(after, missing, name=name):
            shown = None if each.days is None else days_before
            rows.append(FirstFree(branch=each.branch, visit_type=each.visit_type, day=day, hour=7, days=shown))
            pairs[each.branch_id, day].append((days_before, weight))
    FirstFree.objects.bulk_create(rows, batch_size=AT_ONCE)
    RoomDay.objects.bulk_create(
        [RoomDay(branch_id=branch, day=day, free_days=weighted_half(found)) for (branch, day), found in pairs.items()],
        update_conflicts=True,
        unique_fields=("branch", "day"),
        update_fields=("free_days",),
    )
