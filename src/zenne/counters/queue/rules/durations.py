"""How long a visit takes: a lognormal distribution, learned from what happened.

Service times of counters and call centres are close to lognormal (Brown et al., "Statistical Analysis of a Telephone
Call Center", JASA 100, 2005). While little was seen, what the city expects counts as ``PRIOR_VISITS`` visits.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

PRIOR_VISITS: Final = 12.0
PRIOR_SIGMA: Final = 0.5
MEMORY: Final = 0.995
"""What an earlier visit still counts after each further one: about the last two hundred decide."""
SHORTEST_MINUTES: Final = 0.5
LONGEST_MINUTES: Final = 240.0
NORMAL: Final = NormalDist()


@dataclass(frozen=True, slots=True)
class Duration:
    """A lognormal distribution of minutes: mean and standard deviation of their logarithm."""

    mu: float
    sigma: float

    @property
    def mean(self) -> float:
        """Minutes on average."""
        return math.exp(self.mu + self.sigma**2 / 2)

    def quantile(self, probability: float) -> float:
        """So many minutes are not exceeded with this probability, 0 < probability < 1."""
        return math.exp(self.mu + self.sigma * NORMAL.inv_cdf(probability))

    def times(self, factor: float) -> "Duration":
        """The distribution of what takes so many times as long."""
        return Duration(self.mu + math.log(factor), self.sigma)

    def share_until(self, minutes: float) -> float:
        """The probability that it takes at most so many minutes."""
        return NORMAL.cdf((math.log(minutes) - self.mu) / self.sigma) if minutes > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """Sums over the visits that were seen, in logarithms of minutes."""

    weight: float = 0.0
    total: float = 0.0
    squares: float = 0.0

    def with_visit(self, minutes: float) -> "Seen":
        """One more visit was seen."""
        value = math.log(min(max(minutes, SHORTEST_MINUTES), LONGEST_MINUTES))
        return Seen(self.weight * MEMORY + 1, self.total * MEMORY + value, self.squares * MEMORY + value * value)


def expected(minutes: float) -> Duration:
    """What the city expects, with a usual spread; ``minutes`` is the mean."""
    return Duration(math.log(minutes) - PRIOR_SIGMA**2 / 2, PRIOR_SIGMA)


def learned(minutes: float, seen: Seen) -> Duration:
    """What is known after some visits: between what the city expects and what was seen, by how much was seen."""
    prior = expected(minutes)
    weight = PRIOR_VISITS + seen.weight
    mu = (PRIOR_VISITS * prior.mu + seen.total) / weight
    spread = PRIOR_VISITS * (prior.sigma**2 + prior.mu**2) + seen.squares
    return Duration(mu, math.sqrt(max(spread / weight - mu * mu, 0.01)))
