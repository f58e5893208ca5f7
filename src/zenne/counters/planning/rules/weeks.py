"""Weeks by their ISO number, and days that come back every week."""

import re
from datetime import date, timedelta
from typing import Final

WEEK: Final = timedelta(weeks=1)
MOST_WEEKS: Final = 53
FORM: Final = re.compile(r"(\d{4})-w(\d{2})", re.IGNORECASE)


def week_name(day: date) -> str:
    """The week of a day as addresses and ISO 8601 write it: ``2026-W50``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def monday_of(name: str) -> date | None:
    """The Monday of a week by its name; None when there is no such week, or a calendar cannot go on from there."""
    found = FORM.fullmatch(name)
    if found is None:
        return None
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None
    return monday if date(1971, 1, 1) < monday < date(2100, 1, 1) else None


def weekly(first: date, last: date) -> list[date]:
    """Every week the same day, from the first to the last, both included; a year at most."""
    count = min((last - first).days // 7 + 1, MOST_WEEKS)
    return [first + WEEK * number for number in range(count)]
