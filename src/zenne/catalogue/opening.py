"""When a branch, or a service at a branch, is open: as pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from zenne.catalogue.models import Branch
from zenne.catalogue.queries import ServicePlace
from zenne.core.calendar.public import Interval, OpeningHours, working_calendar
from zenne.core.content.public import per_version


@dataclass(frozen=True, slots=True)
class PlaceNow:
    """A branch as it is at one moment: ``next_change`` is when it opens or closes next.

    ``metres``: how far it is as the crow flies from where the reader asked, if they did.
    """

    branch: Branch
    languages: tuple[str, ...]
    is_open: bool
    next_change: datetime | None
    at: datetime
    has_evening: bool
    has_saturday: bool
    has_own_hours: bool = False
    metres: float | None = None


@dataclass(frozen=True, slots=True)
class DayHours:
    """One day and what is open on it; ``day_off`` is its name when it is one."""

    date: date
    intervals: list[Interval]
    is_today: bool
    day_off: str


def opening_hours(expression: str, *, version: str) -> OpeningHours:
    """Opening hours in OpenStreetMap syntax, with the days off of the city."""
    calendar = working_calendar(version)
    return OpeningHours(expression, calendar.time_zone, calendar.days_off)


def branch_now(branch: Branch, *, version: str, at: datetime | None = None) -> PlaceNow:
    """A branch at ``at`` (aware; now by default)."""
    return place_now(ServicePlace(branch, branch.hours, tuple(branch.languages)), version=version, at=at)


def branches_now(
    branches: Sequence[Branch], *, version: str, at: datetime | None = None
) -> tuple[list[PlaceNow], datetime]:
    """Several branches at ``at`` (aware; now by default), and until when that is true."""
    places = [branch_now(branch, version=version, at=at) for branch in branches]
    return places, earliest_change(places)


def place_now(place: ServicePlace, *, version: str, at: datetime | None = None) -> PlaceNow:
    """A service at a branch at ``at`` (aware; now by default)."""
    moment = (at or timezone.now()).astimezone(working_calendar(version).time_zone)
    has_evening, has_saturday = late_hours(version, place.hours, moment.date())
    is_open, next_change = state_at(place.hours, moment, version=version)
    return PlaceNow(
        branch=place.branch,
        languages=place.languages,
        is_open=is_open,
        next_change=next_change,
        at=moment,
        has_evening=has_evening,
        has_saturday=has_saturday,
        has_own_hours=place.hours != place.branch.hours,
    )


def state_at(expression: str, moment: datetime, *, version: str) -> tuple[bool, datetime | None]:
    """Whether it is open at ``moment``, and when it next opens or closes (``None``: not within 400 days)."""
    for interval in coming_intervals(version, expression, moment.date()):
        if moment < interval.start:
            return False, interval.start
        if moment < interval.end:
            return True, interval.end
    hours = opening_hours(expression, version=version)
    return hours.is_open(moment), hours.next_change(moment)


@per_version
def coming_intervals(version: str, expression: str, day: date) -> list[Interval]:
    """When it is open from the evening before ``day`` until a week later. Touching intervals are joined."""
    found = opening_hours(expression, version=version).intervals(day - timedelta(days=1), day + timedelta(days=7))
    joined: list[Interval] = []
    for interval in found:
        if joined and joined[-1].end == interval.start:
            joined[-1] = Interval(joined[-1].start, interval.end)
        else:
            joined.append(interval)
    return joined[:-1] if joined and joined[-1].end.date() > day + timedelta(days=7) else joined


@per_version
def late_hours(version: str, expression: str, day: date) -> tuple[bool, bool]:
    """Whether it is open on evenings and on Saturdays in the weeks from ``day`` on."""
    hours = opening_hours(expression, version=version)
    return hours.has_evening(day), hours.has_saturday(day)


def earliest_change(places: Sequence[PlaceNow]) -> datetime:
    """Until when a page about these places is true: one opens or closes, or the day ends."""
    now = timezone.localtime()
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return min([midnight, *(place.next_change for place in places if place.next_change)])


def week_of(branch: Branch, *, version: str, at: datetime | None = None) -> list[DayHours]:
    """The next seven days of a branch, today first."""
    return days_of(branch.hours, version=version, at=at)


def days_of(expression: str, *, version: str, at: datetime | None = None) -> list[DayHours]:
    """The next seven days of something with these hours, today first."""
    calendar = working_calendar(version)
    today = (at or timezone.now()).astimezone(calendar.time_zone).date()
    days = [today + timedelta(days=ahead) for ahead in range(7)]
    found = intervals_of_week(version, expression, days[0])
    return [
        DayHours(
            date=day,
            intervals=[interval for interval in found if interval.start.date() == day],
            is_today=day == today,
            day_off=str(off.name) if (off := calendar.days_off.on(day)) else "",
        )
        for day in days
    ]


@per_version
def intervals_of_week(version: str, expression: str, first: date) -> list[Interval]:
    """When something with these hours is open on seven days, by the day on which it opens."""
    return opening_hours(expression, version=version).intervals(first, first + timedelta(days=6))
