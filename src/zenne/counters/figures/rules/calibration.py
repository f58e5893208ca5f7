"""How honest promises were: of what should hold for so many of a hundred, for how many it held.

People are told two numbers: half are called within the first, nine of ten within the second. What lies between and
beyond follows from both, as a lognormal distribution (shifted by a minute, so that zero is possible).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

NOMINAL: Final = (50, 55, 60, 65, 70, 75, 80, 85, 90, 95)
"""Of a hundred people, so many should be called in time."""
NORMAL: Final = NormalDist()
DEVIATIONS_OF_90: Final = NORMAL.inv_cdf(0.9)
DEVIATIONS_OF_BAND: Final = NORMAL.inv_cdf(0.975)
"""The band holds the true share in 95 of a hundred cases."""


def limit(p50: float, p90: float, nominal: int) -> float:
    """Within how many minutes somebody should be called with a probability of ``nominal`` percent."""
    if nominal in {50, 90}:
        return p50 if nominal == 50 else p90
    low, high = math.log(p50 + 1), math.log(max(p90, p50) + 1)
    return math.exp(low + (high - low) * NORMAL.inv_cdf(nominal / 100) / DEVIATIONS_OF_90) - 1


def held(promises: Iterable[tuple[float, float, float]]) -> list[int]:
    """For each nominal share, how many promises held. Each is ``p50``, ``p90``, and the minutes that it took."""
    counts = [0] * len(NOMINAL)
    for p50, p90, waited in promises:
        for place, nominal in enumerate(NOMINAL):
            counts[place] += waited <= limit(p50, p90, nominal)
    return counts


@dataclass(frozen=True, slots=True)
class Share:
    """A share with the band in which it lies: all from 0 to 1. ``of`` is how many were counted."""

    nominal: int
    held: int
    of: int
    low: float
    high: float

    @property
    def nominal_share(self) -> float:
        return self.nominal / 100

    @property
    def share(self) -> float:
        return self.held / self.of if self.of else 0.0


def band(count: int, of: int) -> tuple[float, float]:
    """Between which shares the true one lies (Wilson, "Probable inference", JASA 22, 1927)."""
    if not of:
        return 0.0, 1.0
    share, square = count / of, DEVIATIONS_OF_BAND**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = DEVIATIONS_OF_BAND / (1 + square / of) * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(middle - half, 0.0), min(middle + half, 1.0)


def curve(counts: Sequence[int], of: int) -> list[Share]:
    """The share that held for each nominal one."""
    return [Share(nominal, count, of, *band(count, of)) for nominal, count in zip(NOMINAL, counts, strict=True)]
