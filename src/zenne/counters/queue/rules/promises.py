"""What people are told about their waiting time, and what is learned when it turns out.

A simulation knows less than a waiting room. So both numbers are corrected by factors that follow what happened: an
upper number that did not hold makes its factor larger, one that held a little smaller, in the ratio in which 90 % hold
in the long run whatever the room does; the lower number likewise for half of the people (quantile tracking:
Angelopoulos, Candès, Tibshirani, "Conformal PID Control for Time Series Prediction", NeurIPS 2023). A part of each
factor is that of the hour of the day, because a room at noon is wrong in another way than one in the morning.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

SHARES: Final = (0.5, 0.9)
"""Of the lower and of the upper numbers, so many hold."""
STEP: Final = 0.04
LARGEST: Final = 1.6
COARSE_FROM: Final = 45
COARSE: Final = 5
LONGEST_TOLD: Final = 480
ALWAYS: Final = "always"
Learned = Mapping[str, Sequence[float]]
"""Logarithms of the two factors, under ``always`` and under hours of the day: ``{"always": [0.1, 0.3], "9": …}``."""


@dataclass(frozen=True, slots=True)
class Told:
    """“Probably ``p50`` to ``p90`` minutes”: half are called within the first, nine of ten within the second."""

    p50: int
    p90: int


def factors(learned: Learned, hour: int) -> tuple[float, float]:
    """What the lower and the upper number are multiplied with at an hour of the day."""
    low, high = (
        math.exp(clipped(sum(learned.get(key, (0.0, 0.0))[place] for key in (ALWAYS, str(hour))))) for place in (0, 1)
    )
    return low, high


def clipped(correction: float) -> float:
    return min(max(correction, -LARGEST), LARGEST)


def told(*, p50: float, p90: float, by: tuple[float, float] = (1.0, 1.0)) -> Told:
    """What is said about a waiting time: whole minutes, in fives when it is long, the upper number rounded up.

    Args:
        p50, p90: minutes as computed.
        by: the factors on both.
    """
    high = min((p90 + 1) * by[1], LONGEST_TOLD)
    upper = max(round_up(high, COARSE if high >= COARSE_FROM else 1), 1)
    low = min(p50 * by[0], LONGEST_TOLD)
    lower = int(low // COARSE * COARSE) if low >= COARSE_FROM else int(low)
    return Told(min(lower, upper), upper)


def round_up(minutes: float, step: int) -> int:
    return math.ceil(minutes / step) * step


def after(learned: Learned, hour: int, said: Told, waited: float) -> dict[str, list[float]]:
    """What is learned once it is known how many minutes somebody waited who was told something at that hour."""
    were_kept = (waited <= said.p50, waited <= said.p90)
    changes = [STEP * (share - 1 if was_kept else share) for share, was_kept in zip(SHARES, were_kept, strict=True)]
    if said.p50 == 0 and were_kept[0]:
        changes[0] = 0.0  # it could not be less
    found = {key: list(values) for key, values in learned.items()}
    for key in (ALWAYS, str(hour)):
        old = found.get(key, [0.0, 0.0])
        found[key] = [clipped(value + change) for value, change in zip(old, changes, strict=True)]
    return found
