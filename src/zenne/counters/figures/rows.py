"""What is published of the counters, row by row. Counts of people pass ``weeks.py`` first."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from zenne.core.content.public import current_version
from zenne.counters.figures.branch_parity import branches_live
from zenne.counters.figures.models import FirstFree, HourFigures
from zenne.counters.figures.rules.quantiles import at_most
from zenne.counters.figures.weeks import branch_weeks
from zenne.dataportal.public import SMALLEST_COUNT, about, parts

Row = list[Any]
HOUR: Final = timedelta(hours=1)


def tickets(row: HourFigures) -> int:
    return row.tickets


def called(row: HourFigures) -> int:
    return len(row.waits)


def booked(row: HourFigures) -> int:
    return row.booked


def demand_days() -> Iterator[Row]:
    """One row a day and branch: how many came, without and with an appointment."""
    for week in branch_weeks():
        for day, count in week.days(tickets).items():
            walk_ins = sum(row.walk_ins for row in week.of_day(day))
            known = parts(count, {"walk-in": walk_ins}, rest="appointment")
            yield [week.branch, day, count, known.get("walk-in"), known.get("appointment")]


def demand_hours() -> Iterator[Row]:
    """One row an hour and branch."""
    for week in branch_weeks():
        for (day, hour), count in week.hours(tickets).items():
            yield [week.branch, day, hour, count]


def demand_services() -> Iterator[Row]:
    """One row a week, branch and visit."""
    for week in branch_weeks():
        for (service, step), count in week.visits(tickets).items():
            yield [week.branch, week.monday, service, step, count]


def waiting_days() -> Iterator[Row]:
    """One row a day and branch: how long people waited, and whether what they were told held."""
    for week in branch_weeks():
        for day in week.days(called):
            yield [week.branch, day, *waiting(week.of_day(day))]


def waiting_hours() -> Iterator[Row]:
    """One row an hour and branch."""
    for week in branch_weeks():
        for day, hour in week.hours(called):
            yield [week.branch, day, hour, *waiting(week.of_hour(day, hour))]


def waiting_services() -> Iterator[Row]:
    """One row a week, branch and visit, with how long people were at the desk."""
    for week in branch_weeks():
        for service, step in week.visits(called):
            rows = week.of_visit(service, step)
            yield [week.branch, week.monday, service, step, *waiting(rows), at_desk(rows)]


def waiting(rows: Iterable[HourFigures]) -> Row:
    """About how many, minutes on average, of half, of nine of ten, and the share of promises that held."""
    known = list(rows)
    waits = [minutes for row in known for minutes in row.waits]
    told = sum(row.told for row in known)
    return [
        about(len(waits)),
        round(sum(waits) / len(waits), 1),
        at_most(waits, 50),
        at_most(waits, 90),
        round(sum(row.kept for row in known) / told, 2) if told >= SMALLEST_COUNT else None,
    ]


def at_desk(rows: Iterable[HourFigures]) -> float | None:
    """Minutes at the desk on average."""
    known = list(rows)
    helped = sum(row.helped for row in known)
    return round(sum(row.helped_minutes for row in known) / helped, 1) if helped >= SMALLEST_COUNT else None


def appointment_weeks() -> Iterator[Row]:
    """One row a week and branch: what became of the appointments."""
    for week in branch_weeks():
        total = week.total(booked)
        if total < SMALLEST_COUNT:
            continue
        names = ("came", "missed", "cancelled")
        became = {name: sum(getattr(row, name) for row in week.rows) for name in names}
        known = parts(total, became, rest="not-known")
        moved = parts(total, {"moved": sum(row.moved for row in week.rows)}, rest="not-moved")
        made = sum(row.made for row in week.rows)
        yield [
            week.branch,
            week.monday,
            total,
            *(known.get(name) for name in names),
            moved.get("moved"),
            made if made >= SMALLEST_COUNT else None,
        ]


def appointment_services() -> Iterator[Row]:
    """One row a week, branch and visit."""
    for week in branch_weeks():
        for (service, step), count in week.visits(booked).items():
            yield [week.branch, week.monday, service, step, count]


def first_free() -> Iterator[Row]:
    """One row a day, branch and visit: as first measured on that day. Nothing in it is about people."""
    seen: set[tuple[Any, ...]] = set()
    rows = FirstFree.objects.select_related("branch", "visit_type__service")
    ordered = rows.order_by("day", "branch__slug", "visit_type__service__slug", "visit_type__step", "hour")
    for row in ordered.iterator(chunk_size=2000):
        key = (row.branch.slug, row.day, row.visit_type.service.slug, row.visit_type.step)
        if key not in seen:
            seen.add(key)
            yield [*key, row.days]


def parity_branches() -> Iterator[Row]:
    """One row a branch, as it is now."""
    now = timezone.now()
    for live in branches_live(version=current_version(), at=now):
        told = live.told
        yield [
            live.branch.slug,
            live.is_open,
            live.free_days,
            told.p50 if told else None,
            told.p90 if told else None,
            ",".join(live.languages) or None,
            live.evening / HOUR,
        ]
