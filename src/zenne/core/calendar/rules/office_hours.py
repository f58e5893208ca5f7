"""The hours of the administration, as they are written in the settings: {"monday": "09:00-17:00"}."""

import re
from collections.abc import Mapping
from datetime import time

from zenne.core.calendar.rules.errors import WrongOfficeHours

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HOURS = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)", re.ASCII)


def parse_office_hours(office_hours: Mapping[str, str]) -> dict[int, tuple[time, time]]:
    """Opening and closing per weekday (0 is Monday) from ``{"monday": "09:00-17:00"}``; a day left out is closed.

    Raises WrongOfficeHours with a sentence that names the day.
    """
    unknown = [weekday for weekday in office_hours if weekday not in WEEKDAYS]
    if unknown:
        raise WrongOfficeHours(f"“{unknown[0]}” is not a weekday; write one of {', '.join(WEEKDAYS)}.")
    parsed = {WEEKDAYS.index(weekday): parse_hours_of_day(weekday, hours) for weekday, hours in office_hours.items()}
    return dict(sorted(parsed.items()))


def parse_hours_of_day(weekday: str, hours: str) -> tuple[time, time]:
    """Opening and closing of one day. Raises WrongOfficeHours."""
    written = HOURS.fullmatch(hours)
    if not written:
        raise WrongOfficeHours(f"The office hours of {weekday} are “{hours}”; write them like “09:00-17:00”.")
    open_hour, open_minute, close_hour, close_minute = map(int, written.groups())
    try:
        opening, closing = time(open_hour, open_minute), time(close_hour, close_minute)
    except ValueError:
        raise WrongOfficeHours(f"The office hours of {weekday}, “{hours}”, are not times of a day.") from None
    if opening >= closing:
        raise WrongOfficeHours(f"The office hours of {weekday}, “{hours}”, end before they begin.")
    return opening, closing
