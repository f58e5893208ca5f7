"""From when until when a branch is to be closed."""

from dataclasses import dataclass
from datetime import date, datetime, time

from zenne.catalogue.public import Branch, opening_hours
from zenne.counters.planning.days import DAY, bounds_of, day_of, moment_on


@dataclass(frozen=True, slots=True)
class Said:
    """A day, and the times on it that somebody named, if any."""

    day: date
    begin: time | None = None
    end: time | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one moment to another, beginning on a day."""

    day: date
    begin: datetime
    end: datetime


def stretch_of(said: Said, *, branch: Branch, now: datetime, version: str) -> Stretch:
    """What is meant at a branch; of today, only what still comes.

    Without ``begin`` it is the whole day; of a day that comes, after the night before it. Without ``end`` it lasts
    until what opens on this day has closed, also after midnight. An ``end`` before the beginning is on the next day.
    """
    day, this_minute = said.day, now.replace(second=0, microsecond=0)
    since = moment_on(day, said.begin or time(), version=version)
    if said.begin is None:
        is_today = day == day_of(now, version=version)
        since = this_minute if is_today else after_hours_of(branch, day - DAY, version=version)
    if said.end is None:
        until = after_hours_of(branch, day, version=version)
    else:
        ends = (moment_on(each, said.end, version=version) for each in (day, day + DAY))
        until = next(end for end in ends if end > since)
    return Stretch(day, max(since, this_minute), until)


def after_hours_of(branch: Branch, day: date, *, version: str) -> datetime:
    """The midnight at the end of a day; later where something at the branch is open then and began on that day."""
    own = branch.offerings.exclude(hours="").values_list("hours", flat=True)
    found = [opening_hours(hours, version=version).day(day) for hours in {branch.hours, *own}]
    return max([bounds_of(day, version=version)[1], *(each.end for intervals in found for each in intervals)])
