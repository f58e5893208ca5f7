"""Where places beyond those that there are can lie: in the hours that bear them, spread over desks."""

from collections.abc import Mapping, Sequence

from zenne.counters.rules.quanta import STEP_MINUTES
from zenne.counters.rules.seats import run

HOUR_STEPS = 60 // STEP_MINUTES
Seat = tuple[int, int]
"""A shift, by its number, and the mask of the steps of one place in it; the lowest bit is the shift's first step."""


def seats_in_hour(
    shifts: Sequence[tuple[int, int, int]], given: Mapping[int, int], *, hour: int, length: int, count: int
) -> list[Seat]:
    """So many further places in the hour that begins with step ``hour``, or fewer where there is no room.

    Args:
        shifts: number, first step and length in steps of those who are there and can help.
        given: what was given already beyond each shift, as a mask.
        length: the steps of a visit.
    """
    found: list[Seat] = []
    taken = dict(given)
    for begin in range(0, max(HOUR_STEPS - length, 0) + 1, length):
        for number, first, steps in shifts:
            if len(found) == count:
                return found
            offset = hour + begin - first
            if offset < 0 or offset + length > steps:
                continue
            seat = run(offset, length)
            if not taken.get(number, 0) & seat:
                taken[number] = taken.get(number, 0) | seat
                found.append((number, seat))
    return found
