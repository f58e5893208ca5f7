"""How long the time of an appointment should be, from how long visits took."""

import math
from typing import Final

from zenne.counters.queue.rules.durations import Seen, learned

SHARE: Final = 0.7
"""Of the visits, so many should end within their time; the others lean on those that end sooner."""
ENOUGH_VISITS: Final = 40.0
STEP_MINUTES: Final = 5
SURE_BY: Final = 0.15
"""A length changes only when that of so large a part of a step more would change it too."""
SHORTEST_MINUTES, LONGEST_MINUTES = 5, 240


def better_length(now: int, *, expected: int, seen: Seen) -> int | None:
    """Another length in minutes, a multiple of five; None while too little was seen, or the one of now fits.

    Args:
        now: the length that bookings have.
        expected: what the city expects a visit of one person to take.
        seen: visits of one person, or as if of one.
    """
    if seen.weight < ENOUGH_VISITS:
        return None
    minutes = learned(expected, seen).quantile(SHARE)
    slack = SURE_BY * STEP_MINUTES
    longer, shorter = whole(minutes - slack), whole(minutes + slack)
    if longer > now:
        return longer
    return shorter if shorter < now and now - shorter >= STEP_MINUTES else None


def whole(minutes: float) -> int:
    steps = math.ceil(round(minutes / STEP_MINUTES, 6))
    return min(max(steps * STEP_MINUTES, SHORTEST_MINUTES), LONGEST_MINUTES)


def quantile_seen(expected: int, seen: Seen) -> float:
    """Minutes within which ``SHARE`` of the visits end, as far as is known."""
    return learned(expected, seen).quantile(SHARE)
