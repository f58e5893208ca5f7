"""Which hours and days of the counters are published; which counts are small is a rule of the data portal.

A day is the sum of its hours, a week the sum of its days, and also the sum of its services. The sums of a week are
taken to be known.
"""

from collections.abc import Mapping
from datetime import date

from zenne.dataportal.public import shown


def shown_days(hours: Mapping[tuple[date, int], int]) -> dict[date, int]:
    """The days of one week that are shown, from the counts of their hours."""
    days: dict[date, int] = {}
    for (day, _hour), count in hours.items():
        days[day] = days.get(day, 0) + count
    return shown(days)


def shown_hours(hours: Mapping[tuple[date, int], int]) -> dict[tuple[date, int], int]:
    """The hours of one week that are shown: of shown days only, or else they would give a hidden day back.

    An hour in which people came on some day of the week is looked at on each of its days.
    """
    of_week = {hour for _day, hour in hours}
    found: dict[tuple[date, int], int] = {}
    for day in shown_days(hours):
        found |= shown({(day, hour): hours.get((day, hour), 0) for hour in of_week})
    return found
