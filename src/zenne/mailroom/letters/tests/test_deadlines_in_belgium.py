"""Deadlines over the holidays of Belgium, against a table that was not made by us."""

import json
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from zenne.core.calendar.public import DaysOff, WorkingCalendar
from zenne.core.languages.public import Translated
from zenne.mailroom.rules.deadlines import deadline_of

TABLES: Final = Path(__file__).parents[6] / "shared" / "data" / "belgium"
BRUSSELS: Final = ZoneInfo("Europe/Brussels")
YEARS: Final = (2025, 2026, 2027)
DAY: Final = timedelta(days=1)
ENOUGH: Final = 20
"""Days before the end of the last table, beyond which a deadline could lie in a year that has none."""


def office(*closed: str) -> WorkingCalendar:
    """An administration in Brussels, from nine to five, with days on which it closes."""
    closing_days = {date.fromisoformat(day): Translated({"nl": "Gesloten"}) for day in closed}
    hours = dict.fromkeys(range(5), (time(9), time(17)))
    days_off = DaysOff(country="BE", closing_days=closing_days)
    return WorkingCalendar(office_hours=hours, time_zone=BRUSSELS, days_off=days_off)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


@cache
def listed() -> frozenset[date]:
    """The holidays of the tables."""
    files = [TABLES / f"holidays_BE-BRU-{year}.json" for year in YEARS]
    if not all(file.is_file() for file in files):
        pytest.skip("needs the tables of holidays of the shared data, which are not on this machine")
    days = [each for file in files for each in json.loads(file.read_text())]
    return frozenset(date.fromisoformat(each["date"][:10]) for each in days if each["type"] == "public")


def works_on(day: date, closed: frozenset[date]) -> bool:
    return day.weekday() < 5 and day not in listed() and day not in closed


def counted(received: datetime, closed: frozenset[date] = frozenset()) -> datetime:
    """The same day by day: the moment itself or the next opening, and two working days later at the same time."""
    day, clock = received.date(), received.time()
    if not works_on(day, closed) or clock >= time(17):
        day = next(each for each in (day + number * DAY for number in count(1)) if works_on(each, closed))
        clock = time(9)
    clock = max(clock, time(9))
    later = [each for each in (day + number * DAY for number in range(1, 30)) if works_on(each, closed)]
    return datetime.combine(later[1], clock, BRUSSELS)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("clock", [time(3), time(10, 30), time(16, 59), time(17), time(23, 59)])
def test_whenever_a_letter_comes_its_deadline_is_that_of_the_table(year: int, clock: time) -> None:
    calendar, last = office(), date(YEARS[-1], 12, 31) - ENOUGH * DAY
    days = [date(year, 1, 1) + number * DAY for number in range(365)]

    for day in days:
        if day <= last:
            received = datetime.combine(day, clock, BRUSSELS)
            assert deadline_of(received, calendar=calendar) == counted(received)


@pytest.mark.parametrize(
    ("received", "closed", "deadline"),
    [
        # Ascension Day is a Thursday; the bridge is a day on which the city closes.
        ("2026-05-13T10:00", "2026-05-15", "2026-05-19T10:00"),
        ("2026-05-14T10:00", "2026-05-15", "2026-05-20T09:00"),
        # Christmas is a Friday, and the city closes the day before.
        ("2026-12-23T16:00", "2026-12-24", "2026-12-29T16:00"),
        ("2026-12-24T10:00", "2026-12-24", "2026-12-30T09:00"),
        # The clock goes forward between Saturday and Sunday, and back.
        ("2026-03-27T15:00", "", "2026-03-31T15:00"),
        ("2026-10-23T15:00", "", "2026-10-27T15:00"),
        # Easter Monday, and the night on which 2027 begins.
        ("2027-03-27T12:00", "", "2027-04-01T09:00"),
        ("2026-12-31T18:00", "", "2027-01-06T09:00"),
    ],
)
def test_bridges_closing_days_and_changes_of_the_clock(received: str, closed: str, deadline: str) -> None:
    days = [closed] if closed else []

    found = deadline_of(at(received), calendar=office(*days))

    assert found == at(deadline) == counted(at(received), frozenset(map(date.fromisoformat, days)))
