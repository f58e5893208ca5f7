"""Which date is named for an answer, and when it is time to name one, or another."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final

from zenne.core.calendar.public import CalendarError, WorkingCalendar, add_working_days
from zenne.mailroom.rules.deadlines import day_without

BEFORE_THE_END: Final = timedelta(hours=3)
"""So long before the office closes on the day that was named, another is named."""
BEFORE_DEADLINE: Final = timedelta(hours=4)
DAY: Final = timedelta(days=1)


def day_to_name(
    days: int,
    *,
    now: datetime,
    deadline: datetime | None,
    calendar: WorkingCalendar,
    away: Collection[date] = (),
) -> date:
    """So many working days from now, without those on which all are ``away``; at the earliest that of the deadline.

    Raises:
        CalendarError: the calendar knows no such day.
    """
    day = add_working_days(now, days, calendar=calendar).date()
    if away:
        begin = add_working_days(now, 0, calendar=calendar).date()
        day = day_without(away, begin=begin, days=days, calendar=calendar)
    if deadline is None or deadline <= now:
        return day
    return max(day, deadline.astimezone(calendar.time_zone).date())


def last_day_to_tell(now: datetime, *, calendar: WorkingCalendar) -> date:
    """Promises for this day and those before it are renewed now: today's only when the office is about to close."""
    today = now.astimezone(calendar.time_zone).date()
    if not calendar.is_working_day(today):
        return today
    try:
        _, closing = calendar.working_time_on(today)
    except CalendarError:
        return today
    return today if now >= closing - BEFORE_THE_END else today - DAY
