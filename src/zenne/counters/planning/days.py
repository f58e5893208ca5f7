"""Days of a branch: from when to when they go, what is open on them, why they are closed."""

from datetime import date, datetime, time, timedelta

from zenne.catalogue.public import Branch
from zenne.core.calendar.public import moment_at, working_calendar
from zenne.counters.capacity.opening import midnight, open_steps
from zenne.counters.rules.quanta import moment_of, step_of
from zenne.counters.rules.seats import run

DAY = timedelta(days=1)


def bounds_of(day: date, *, version: str) -> tuple[datetime, datetime]:
    """The midnights between which a day lies on the clock of the city."""
    return moment_of(midnight(version, day)), moment_of(midnight(version, day + DAY))


def steps_of(day: date, *, version: str) -> int:
    """How many steps a day has: fewer or more when the clock changes."""
    return midnight(version, day + DAY) - midnight(version, day)


def opened_on(hours: str, day: date, *, version: str) -> int:
    """The steps of a day in which something with these hours is open; the lowest bit is midnight."""
    return open_steps(version, hours, day) & run(0, steps_of(day, version=version))


def name_of_day_off(day: date, *, version: str) -> str:
    """The name of a holiday or closing day, for the reader; empty for other days."""
    off = working_calendar(version).days_off.on(day)
    return str(off.name) if off else ""


def is_closed(branch: Branch, day: date, *, version: str) -> bool:
    """Whether a branch does not open at all on a day."""
    return not opened_on(branch.hours, day, version=version)


def moment_on(day: date, clock: time, *, version: str) -> datetime:
    """A time on the clock of the city."""
    return moment_at(day, clock, time_zone=working_calendar(version).time_zone)


def day_of(moment: datetime, *, version: str) -> date:
    """The day of a moment on the clock of the city."""
    return moment.astimezone(working_calendar(version).time_zone).date()


def clock_of(moment: datetime, *, version: str) -> time:
    """The time of a moment on the clock of the city."""
    return moment.astimezone(working_calendar(version).time_zone).time()


def day_to_plan(branch: Branch, now: datetime, *, version: str) -> date:
    """Today, or next Monday when a branch opens no more in this week: nothing of it is left to plan."""
    today = day_of(now, version=version)
    monday = today + DAY * (7 - today.weekday())
    left = (today + DAY * number for number in range((monday - today).days))
    passed = step_of(now) - midnight(version, today)
    opens = any(opened_on(branch.hours, day, version=version) >> (passed if day == today else 0) for day in left)
    return today if opens else monday
