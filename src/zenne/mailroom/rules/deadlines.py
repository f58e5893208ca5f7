"""By when a letter is answered, and what is left of that time while we wait for the writer."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final

from zenne.core.calendar.public import WorkingCalendar, add_working_days, add_working_time, working_hours_between

PROMISED_WORKING_DAYS: Final = 2
"""The city's promise: a personal answer, or a personal message that names the day of the answer."""
DAY: Final = timedelta(days=1)


def deadline_of(
    received_at: datetime,
    *,
    calendar: WorkingCalendar,
    working_days: int = PROMISED_WORKING_DAYS,
    working_time: timedelta | None = None,
) -> datetime:
    """The moment by which a letter is answered: as many working days after it came, at the same time of day.

    A letter outside office hours counts from the next opening. A service may promise less time than the city, not more;
    it may do so in ``working_time``, of which only office hours count.

    Raises:
        CalendarError: the calendar knows no such moment.
    """
    latest = add_working_days(received_at, min(working_days, PROMISED_WORKING_DAYS), calendar=calendar)
    if working_time is None:
        return latest
    return min(latest, add_working_time(received_at, working_time, calendar=calendar))


def day_without(away: Collection[date], *, begin: date, days: int, calendar: WorkingCalendar) -> date:
    """The working day that is the ``days``-th after ``begin``, of those that are not ``away``.

    Raises:
        CalendarError: the calendar knows no such day.
    """
    later = (day for day in calendar.working_days_from(begin + DAY) if day not in away)
    return next(islice(later, days - 1, None))


def time_left(now: datetime, deadline: datetime, *, calendar: WorkingCalendar) -> timedelta:
    """The working time before a deadline; none once it is past."""
    return max(working_hours_between(now, deadline, calendar=calendar), timedelta())


def resumed_deadline(resumed_at: datetime, *, left: timedelta, newly: datetime, calendar: WorkingCalendar) -> datetime:
    """By when a reply to a question of ours is answered: when the working time that was left is over.

    It is never before the office closes on the next working day, since somebody has to read the reply first, and never
    after ``newly``, by when a new letter about the same would be answered.

    Raises:
        CalendarError: the calendar knows no such moment.
    """
    day = next(calendar.working_days_from(resumed_at.astimezone(calendar.time_zone).date() + DAY))
    _, closing = calendar.working_time_on(day)
    gone_on = add_working_time(resumed_at, left, calendar=calendar)
    return min(newly, max(gone_on, closing)).astimezone(calendar.time_zone)
