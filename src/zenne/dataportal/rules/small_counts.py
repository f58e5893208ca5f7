"""Which counts are not published, so that nobody is recognised: small ones, and others so that sums give none back.

A count below ``SMALLEST_COUNT`` is small, zero too: a reader must not tell "nobody" from "one". Hiding only the small
ones is not enough where a sum is known: the missing part is what is left. So more are hidden, the smallest first, until
at least two are, and until together they are no small count either. Then each of them can be anything from zero to that
sum (Hundepool et al., "Statistical Disclosure Control", Wiley 2012, chapter 4: primary and secondary suppression).

Only whole weeks are published, because what is hidden in a week may change until it is over.
"""

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Final, TypeVar

SMALLEST_COUNT: Final = 5
FEWEST_HIDDEN: Final = 2
Key = TypeVar("Key", bound=Hashable)


def hidden(counts: Mapping[Key, int]) -> set[Key]:
    """Which parts of a sum are not shown. A sum that is small itself must be hidden by whoever shows it.

    The same counts always hide the same parts.
    """
    found = {key for key, count in counts.items() if count < SMALLEST_COUNT}
    others = sorted((key for key in counts if key not in found), key=lambda key: (counts[key], str(key)))
    while found and others and (len(found) < FEWEST_HIDDEN or sum(counts[key] for key in found) < SMALLEST_COUNT):
        found.add(others.pop(0))
    return found


def shown(counts: Mapping[Key, int]) -> dict[Key, int]:
    """The parts of a sum that are shown."""
    not_shown = hidden(counts)
    return {key: count for key, count in counts.items() if key not in not_shown}


def is_over(first_day: date, *, today: date) -> bool:
    """Whether the week that begins on a day lies in the past."""
    return (today - first_day).days >= 7


def about(count: int) -> int:
    """A count in fives, for figures that stand beside an exact one of other people."""
    return SMALLEST_COUNT * ((2 * count + SMALLEST_COUNT) // (2 * SMALLEST_COUNT))


def parts(whole: int, named: Mapping[Key, int], *, rest: Key) -> dict[Key, int]:
    """The shown parts of a whole that is shown, with what is left as a part of its own."""
    left = whole - sum(named.values())
    return shown({**named, rest: left})


def share(part: int, whole: int) -> float | None:
    """A share that gives no small count back: fewer than five, of either side, stand for two.

    So the best that is ever shown is a little less than all, and "all" looks like "all but one". None where one side
    must be small.
    """
    if whole < 2 * SMALLEST_COUNT:
        return None
    middle = SMALLEST_COUNT // 2
    if part < SMALLEST_COUNT:
        part = middle
    elif whole - part < SMALLEST_COUNT:
        part = whole - middle
    return round(part / whole, 2)
