"""When a branch is open, in steps of five minutes."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from zenne.catalogue.public import Branch, opening_hours
from zenne.core.calendar.public import working_calendar
from zenne.core.content.public import current_version, per_version
from zenne.counters.capacity.rules.quanta import moment_of, step_of


def open_steps(branch: Branch, starts_at: datetime, ends_at: datetime, *, hours: str = "") -> list[tuple[int, int]]:
    """The stretches in which a branch is open, as steps: first, and first that is no longer in it.

    ``hours``: those of a service at the branch, when it has its own.
    """
    version = current_version()
    zone = working_calendar(version).time_zone
    days = days_between(starts_at.astimezone(zone).date(), ends_at.astimezone(zone).date())
    stretches = (stretch for day in days for stretch in steps_of_day(version, hours or branch.hours, day))
    return [stretch for stretch in stretches if stretch[1] > step_of(starts_at) and stretch[0] < step_of(ends_at)]


@per_version
def steps_of_day(version: str, hours: str, day: date) -> tuple[tuple[int, int], ...]:
    """What is open on a day. A step that is open only in part is not in it."""
    found = opening_hours(hours, version=version).day(day)
    return tuple((first_whole(interval.start), step_of(interval.end)) for interval in found)


def first_whole(moment: datetime) -> int:
    step = step_of(moment)
    return step if moment_of(step) == moment else step + 1


def days_between(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
