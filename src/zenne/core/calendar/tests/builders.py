"""Calendars and moments for the tests."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from zenne.core.calendar.public import DaysOff, OpeningHours, WorkingCalendar
from zenne.core.languages.public import Translated

BRUSSELS = ZoneInfo("Europe/Brussels")
NINE_TO_FIVE = dict.fromkeys(range(5), (time(9), time(17)))


def at(text: str, time_zone: ZoneInfo = BRUSSELS, *, fold: int = 0) -> datetime:
    """An ISO date and time on the clock of a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=time_zone, fold=fold)


def days_off(
    *dates: str, country: str = "BE", replacement_days: Mapping[date, date] | None = None, **names: str
) -> DaysOff:
    name = Translated(names or {"nl": "Gesloten", "en": "Closed"})
    return DaysOff(
        country=country,
        closing_days={date.fromisoformat(text): name for text in dates},
        replacement_days=replacement_days or {},
    )


def office(*closing_days: str, hours: Mapping[int, tuple[time, time]] = NINE_TO_FIVE, **days: Any) -> WorkingCalendar:
    """An administration in Brussels, Monday to Friday from nine to five."""
    return WorkingCalendar(office_hours=hours, time_zone=BRUSSELS, days_off=days_off(*closing_days, **days))


def hours(expression: str, *closing_days: str, time_zone: ZoneInfo = BRUSSELS, **days: Any) -> OpeningHours:
    """Opening hours in Brussels."""
    return OpeningHours(expression, time_zone, days_off(*closing_days, **days))


def clocks(opening_hours: OpeningHours, first: str, last: str | None = None) -> list[str]:
    """What is open, short: "05 08:30-16:00" is on the fifth; "05 22:00-06 02:00" ends on the sixth."""
    found = opening_hours.intervals(date.fromisoformat(first), date.fromisoformat(last or first))
    return [
        f"{each.start:%d %H:%M}-{each.end:{'%H:%M' if each.start.date() == each.end.date() else '%d %H:%M'}}"
        for each in found
    ]
