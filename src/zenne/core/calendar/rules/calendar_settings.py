"""From the calendar as it is written down to the calendar with which one calculates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from zenne.core.calendar.rules.errors import UnknownTimeZone
from zenne.core.calendar.rules.office_hours import parse_office_hours
from zenne.core.calendar.rules.public_holidays import DaysOff
from zenne.core.calendar.rules.working_days import WorkingCalendar
from zenne.core.languages.public import Translated


@dataclass(frozen=True, kw_only=True)
class CalendarParts:
    """A calendar as it is written down and stored; the meaning of each part is that of ``set_calendar``."""

    country: str
    time_zone: str
    office_hours: Mapping[str, str]
    closing_days: Mapping[date, Translated] = field(default_factory=dict)
    replacement_days: Mapping[date, date] = field(default_factory=dict)


def calendar_of(parts: CalendarParts) -> WorkingCalendar:
    """The working calendar. Raises UnknownCountry, UnknownTimeZone, WrongOfficeHours."""
    return WorkingCalendar(
        office_hours=parse_office_hours(parts.office_hours),
        time_zone=parse_time_zone(parts.time_zone),
        days_off=DaysOff(
            country=parts.country, closing_days=parts.closing_days, replacement_days=parts.replacement_days
        ),
    )


def parse_time_zone(name: str) -> ZoneInfo:
    """The time zone of an IANA name like "Europe/Brussels". Raises UnknownTimeZone."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # a folder of the zone database is an OSError
        raise UnknownTimeZone(f"“{name}” is not a time zone; write a name like “Europe/Brussels”.") from None
