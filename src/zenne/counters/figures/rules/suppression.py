"""Which counts are not published, so that nobody is recognised: small ones, and others so that sums give none back.

A count below ``MINIMUM`` is small, zero too: a reader must not tell "nobody" from "one". Hiding only the small ones
is not enough where a sum is known: the missing part is what is left. So more are hidden, the smallest first, until at
least two are, and until together they are no small count either. Then each of them can be anything from zero to that
sum (Hundepool et al., "Statistical Disclosure Control", Wiley 2012, chapter 4: primary and secondary suppression).

A day is the sum of its hours, a week the sum of its days, and also the sum of its services. The sums of a week are
taken to be known. Only whole weeks are published, because what is hidden in a week may change until it is over.
"""

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Final, TypeVar

MINIMUM: Final = 5
FEWEST_HIDDEN: Final = 2
Key = TypeVar("Key", bound=Hashable)


def hidden(counts: Mapping[Key, int]) -> set[Key]:
    """Which parts of a sum are not shown. A sum that is small itself must be hidden by whoever shows it.

    The same counts always hide the same parts.
    """
    found = {key for key, count in counts.items() if count < MINIMUM}
    others = sorted((key for key in counts if key not in found), key=lambda key: (counts[key], str(key)))
    while found and others and (len(found) < FEWEST_HIDDEN or sum(counts[key] for key in found) < MINIMUM):
        found.add(others.pop(0))
    return found


def shown(counts: Mapping[Key, int]) -> dict[Key, int]:
    """The parts of a sum that are shown."""
    not_shown = hidden(counts)
    return {key: count for key, count in counts.items() if key not in not_shown}


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


def is_over(first_day: date, *, today: date) -> bool:
    """Whether the week that begins on a day lies in the past."""
    return (today - first_day).days >= 7


def about(count: int) -> int:
    """A count in fives, for figures that stand beside an exact one of other people."""
    return MINIMUM * ((2 * count + MINIMUM) // (2 * MINIMUM))


def parts(whole: int, named: Mapping[Key, int], *, rest: Key) -> dict[Key, int]:
    """The shown parts of a whole that is shown, with what is left as a part of its own."""
    left = whole - sum(named.values())
    return shown({**named, rest: left})
