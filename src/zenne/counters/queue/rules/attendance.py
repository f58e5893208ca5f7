"""How many do not come to their appointments: by what for, and by how long before they were made.

What was seen is forgotten slowly, as with durations. A share is shown only above a minimum, and with the bounds within
which it lies (Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927). A chance
is always needed, so what was seen is drawn towards what is known of more appointments, by how little was seen.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist
from typing import Final

MEMORY: Final = 0.995
PRIOR: Final = 0.1
"""Nothing is known yet: one of ten does not come."""
PRIOR_WEIGHT: Final = 20.0
FEWEST_SHOWN: Final = 20.0
Z: Final = NormalDist().inv_cdf(0.975)


class Ahead(StrEnum):
    """How long before its time an appointment was made."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    LONGER = "longer"


LONGEST_HOURS: Final = {Ahead.DAY: 24.0, Ahead.WEEK: 7 * 24.0, Ahead.MONTH: 30 * 24.0}


def ahead_of(hours: float) -> Ahead:
    """The group of an appointment that was made so many hours before its time."""
    return next((ahead for ahead, most in LONGEST_HOURS.items() if hours <= most), Ahead.LONGER)


@dataclass(frozen=True, slots=True)
class Kept:
    """How many came and how many did not; what is long ago counts less."""

    came: float = 0.0
    missed: float = 0.0

    @property
    def total(self) -> float:
        return self.came + self.missed

    def with_one(self, *, came: bool) -> "Kept":
        """One more appointment is over."""
        return Kept(self.came * MEMORY + came, self.missed * MEMORY + (not came))

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(self.came + other.came, self.missed + other.missed)


NOTHING: Final = Kept()


def together(kept: Iterable[Kept]) -> Kept:
    """The sum of some."""
    return sum(kept, NOTHING)


@dataclass(frozen=True, slots=True)
class Share:
    """A share of those who did not come, with its bounds at 95 %, from 0 to 1."""

    low: float
    share: float
    high: float


def share_missed(kept: Kept) -> Share | None:
    """The share of those who did not come; None where too few were seen to say something."""
    total = kept.total
    if total < FEWEST_SHOWN:
        return None
    share = kept.missed / total
    middle = (share + Z * Z / (2 * total)) / (1 + Z * Z / total)
    half = Z / (1 + Z * Z / total) * math.sqrt(share * (1 - share) / total + Z * Z / (4 * total * total))
    return Share(max(min(middle - half, share), 0.0), share, min(max(middle + half, share), 1.0))


def chance_missed(own: Kept, *, wider: Kept = NOTHING) -> float:
    """The chance that somebody does not come: of like appointments, drawn towards those of a wider group."""
    base = (PRIOR * PRIOR_WEIGHT + wider.missed) / (PRIOR_WEIGHT + wider.total)
    return (base * PRIOR_WEIGHT + own.missed) / (PRIOR_WEIGHT + own.total)
