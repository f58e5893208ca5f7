"""The coming week of a place as a table: a row for each day, a column for each way in which people reach it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zenne.catalogue.models import Branch
from zenne.catalogue.opening import DayHours, days_of, intervals_of_week
from zenne.catalogue.queries import ServicePlace
from zenne.catalogue.visits import ways_in
from zenne.core.calendar.public import Interval, working_calendar

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

AT_THE_COUNTER = _("At the counter")
BY_TELEPHONE = _("By phone")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column is about, and its hours: when all of these are open."""

    title: "StrOrPromise"
    hours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """The ways in which people reach a place, as they are in a version of the content."""

    version: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class WeekTable:
    """``rows``: each day with what is open on it, in the order of the titles."""

    titles: "list[StrOrPromise]"
    rows: list[tuple[DayHours, list[list[Interval]]]]


def branch_week(branch: Branch, *, version: str) -> Week | None:
    """The week of a branch; None where it is the same for everybody, however they come or call."""
    ways = [Column(way.title, (branch.hours, way.hours)) for way in ways_in(version, branch.pk)]
    by_phone = [Column(BY_TELEPHONE, (branch.phone_hours,))] if branch.phone_hours else []
    columns = (Column(AT_THE_COUNTER, (branch.hours,)), *ways, *by_phone)
    return Week(version, columns) if len(columns) > 1 else None


def service_week(place: ServicePlace, service: int, *, version: str) -> Week | None:
    """The week of a service at a branch; None where it is that of the branch."""
    ways = [Column(way.title, (place.hours, way.hours)) for way in ways_in(version, place.branch.pk, service)]
    if not ways and place.hours == place.branch.hours:
        return None
    return Week(version, (Column(AT_THE_COUNTER, (place.hours,)), *ways))


def phone_week(hours: str, *, version: str) -> Week:
    """When a department answers the telephone."""
    return Week(version, (Column(BY_TELEPHONE, (hours,)),))


def week_table(columns: Sequence[Column], *, version: str, at: datetime | None = None) -> WeekTable:
    """The next seven days, today first."""
    today = today_in(version, at=at)
    cells = []
    for column in columns:
        found, *others = (intervals_of_week(version, each, today) for each in column.hours)
        for other in others:
            found = common(found, other)
        cells.append(found)
    return WeekTable(
        [column.title for column in columns],
        [
            (day, [[each for each in found if each.start.date() == day.date] for found in cells])
            for day in days_of(columns[0].hours[0], version=version, at=at)
        ],
    )


def today_in(version: str, *, at: datetime | None = None) -> date:
    """The day on the calendar of the city."""
    return (at or timezone.now()).astimezone(working_calendar(version).time_zone).date()


def common(some: Sequence[Interval], others: Sequence[Interval]) -> list[Interval]:
    """What lies in both, in order."""
    pairs = ((max(one.start, two.start), min(one.end, two.end)) for one in some for two in others)
    return [Interval(start, end) for start, end in pairs if start < end]
