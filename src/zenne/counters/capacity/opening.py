"""When a branch, or a service at a branch, is open, in steps of five minutes."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from zenne.catalogue.public import opening_hours
from zenne.core.calendar.public import moment_at, working_calendar
from zenne.core.content.public import per_version
from zenne.counters.rules.quanta import moment_of, step_of
from zenne.counters.rules.seats import of_intervals, run

DAY = timedelta(days=1)
TWO_DAYS_STEPS = 2 * 288 + 24
"""Two days, also when the clock is put back: how far what is open on a day is looked at, for shifts past midnight."""


@per_version
def midnight(version: str, day: date) -> int:
    """The step in which a day begins on the clock of the city."""
    return step_of(moment_at(day, time(), time_zone=working_calendar(version).time_zone))


@per_version
def open_steps(version: str, hours: str, day: date) -> int:
    """What is open on a day and the one after it; the lowest bit is the step in which the day begins.

    ``hours`` are in OpenStreetMap syntax. A step that is open only in part is not in it.
    """
    found = opening_hours(hours, version=version).intervals(day - DAY, day + DAY)
    stretches = [(first_whole(interval.start), step_of(interval.end)) for interval in found]
    return of_intervals(stretches, start=midnight(version, day), length=TWO_DAYS_STEPS)


@per_version
def clock_steps(version: str, day: date, after: time | None, before: time | None) -> int:
    """The steps of a day, and of the one after it, that lie between two times on the clock of the city.

    Numbered as in ``open_steps``. None: from the beginning, or until the end, of the day.
    """
    start = midnight(version, day)
    days = [clock_stretch(version, each, after, before) for each in (day, day + DAY)]
    return of_intervals(days, start=start, length=TWO_DAYS_STEPS) if after or before else run(0, TWO_DAYS_STEPS)


def clock_stretch(version: str, day: date, after: time | None, before: time | None) -> tuple[int, int]:
    zone = working_calendar(version).time_zone
    begin = moment_at(day, after or time(), time_zone=zone)
    end = moment_at(day, before, time_zone=zone) if before else moment_at(day + DAY, time(), time_zone=zone)
    return first_whole(begin), step_of(end)


def first_whole(moment: datetime) -> int:
    """The first step that begins at a moment or after it."""
    step = step_of(moment)
    return step if moment_of(step) == moment else step + 1


def days_between(first: date, last: date) -> Iterable[date]:
    """Every day from the first to the last, both included."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
