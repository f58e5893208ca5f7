"""Working days, days off and opening hours, with no words of any city."""

from zenne.core.calendar.actions.set_calendar import set_calendar
from zenne.core.calendar.queries import working_calendar
from zenne.core.calendar.rest import Moment
from zenne.core.calendar.rules.calendar_settings import parse_time_zone
from zenne.core.calendar.rules.errors import (
    CalendarError,
    NaiveMoment,
    NegativeDays,
    NoWorkingDay,
    OutsideYears,
    UnknownCountry,
    UnknownTimeZone,
    WrongOfficeHours,
    WrongOpeningHours,
    WrongReplacementDay,
)
from zenne.core.calendar.rules.local_time import moment_at
from zenne.core.calendar.rules.office_hours import parse_hours_of_day, parse_office_hours
from zenne.core.calendar.rules.opening_hours import Interval, OpeningHours
from zenne.core.calendar.rules.opening_hours_syntax import validate_hours
from zenne.core.calendar.rules.public_holidays import DayOff, DayOffKind, DaysOff, check_country, public_holidays
from zenne.core.calendar.rules.working_days import (
    WorkingCalendar,
    add_working_days,
    add_working_time,
    working_days_between,
    working_hours_between,
)

__all__ = [
    "CalendarError",
    "DayOff",
    "DayOffKind",
    "DaysOff",
    "Interval",
    "Moment",
    "NaiveMoment",
    "NegativeDays",
    "NoWorkingDay",
    "OpeningHours",
    "OutsideYears",
    "UnknownCountry",
    "UnknownTimeZone",
    "WorkingCalendar",
    "WrongOfficeHours",
    "WrongOpeningHours",
    "WrongReplacementDay",
    "add_working_days",
    "add_working_time",
    "check_country",
    "moment_at",
    "parse_hours_of_day",
    "parse_office_hours",
    "parse_time_zone",
    "public_holidays",
    "set_calendar",
    "validate_hours",
    "working_calendar",
    "working_days_between",
    "working_hours_between",
]
