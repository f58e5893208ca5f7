"""By when a letter is answered."""

from datetime import datetime, timedelta
from typing import Final

from zenne.core.calendar.public import WorkingCalendar, add_working_days, add_working_time

PROMISED_WORKING_DAYS: Final = 2
"""The city's promise: a personal answer, or a personal message that names the day of the answer."""


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
