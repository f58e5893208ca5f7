"""The past four weeks of branches: how soon an appointment, how long people waited."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from zenne.catalogue.public import PublicService
from zenne.counters.capacity.models import VisitType
from zenne.counters.figures.models import FirstFree, HourFigures, RoomDay
from zenne.counters.figures.rules.quantiles import at_most
from zenne.counters.queue.rooms import day_of
from zenne.dataportal.public import SMALLEST_COUNT

WEEKS: Final = 4


@dataclass(frozen=True, slots=True)
class TrendDay:
    """A day at a branch. What is not known, or of too few people to be shown, is None."""

    day: date
    free_days: int | None
    p50: int | None
    p90: int | None


Trends = dict[int, tuple[TrendDay, ...]]


def days_shown(at: datetime) -> list[date]:
    """The last four weeks with today."""
    today = day_of(at)
    return [today - timedelta(days=number) for number in range(7 * WEEKS, -1, -1)]


def trends(*, at: datetime) -> Trends:
    """Of each branch, over everything. One query."""
    days = days_shown(at)
    rows = RoomDay.objects.filter(day__gte=days[0], day__lte=days[-1]).values_list(
        "branch_id", "day", "free_days", "called", "p50", "p90"
    )
    found: dict[int, dict[date, TrendDay]] = defaultdict(dict)
    for branch, day, free, called, p50, p90 in rows:
        is_shown = called >= SMALLEST_COUNT
        found[branch][day] = TrendDay(day, free, p50 if is_shown else None, p90 if is_shown else None)
    return {branch: in_order(of_branch, days) for branch, of_branch in found.items()}


def trends_of(visit: VisitType | None, service: PublicService, *, at: datetime) -> Trends:
    """Of each branch, for one service. Two queries."""
    days = days_shown(at)
    free: dict[int, dict[date, int | None]] = defaultdict(dict)
    measured = FirstFree.objects.filter(visit_type=visit, day__gte=days[0], day__lte=days[-1]).order_by("day", "hour")
    for branch, day, after in measured.values_list("branch_id", "day", "days") if visit else ():
        free[branch].setdefault(day, after)
    waits: dict[int, dict[date, list[int]]] = defaultdict(lambda: defaultdict(list))
    counted = HourFigures.objects.filter(visit_type__service=service, day__gte=days[0], day__lte=days[-1])
    for branch, day, of_hour in counted.values_list("branch_id", "day", "waits"):
        waits[branch][day] += of_hour
    return {
        branch: tuple(trend_day(day, free[branch].get(day), waits[branch][day]) for day in days)
        for branch in free.keys() | waits.keys()
    }


def trend_day(day: date, free: int | None, waits: list[int]) -> TrendDay:
    if len(waits) < SMALLEST_COUNT:
        return TrendDay(day, free, None, None)
    return TrendDay(day, free, at_most(waits, 50), at_most(waits, 90))


def in_order(found: dict[date, TrendDay], days: list[date]) -> tuple[TrendDay, ...]:
    return tuple(found.get(day, TrendDay(day, None, None, None)) for day in days)
