"""How many places more than there are could be given, because some people do not come.

Exact, by convolution: how many of some appointments come is Poisson-binomial (each has its own chance), and whoever
comes in an hour that has no place left waits into the next. Nobody is given away for certain: both chances have bounds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

MOST_EXTRA_OF_AN_HOUR: Final = 0.25
"""Of the places of an hour, whatever the chances say."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour with appointments.

    Attributes:
        missing: for each appointment the chance that nobody comes.
        free: places that nobody has booked: more are not needed there.
        minutes: how long a visit takes on average, divided by the desks that work at once: what one person more means.
    """

    missing: tuple[float, ...]
    free: int
    minutes: float

    @property
    def places(self) -> int:
        return len(self.missing) + self.free


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large the chance that more come than there are places may be in an hour, and the P90 of waiting longer."""

    crowded: float = 0.15
    minutes: float = 10.0


@dataclass(frozen=True, slots=True)
class Outlook:
    """An hour: how many are expected, the chance that more come than there are places, P90 of waiting longer."""

    expected: float
    crowded: float
    minutes: float


@dataclass(frozen=True, slots=True)
class Advice:
    """For each hour: places that could be given beyond those that there are, and what the day is like then."""

    extra: tuple[int, ...]
    outlook: tuple[Outlook, ...]


def coming(missing: Iterable[float]) -> Floats:
    """The probability of each number of people who come, from none to all."""
    found = np.ones(1)
    for chance in missing:
        found = np.convolve(found, (chance, 1 - chance))
    return found


def outlook(hours: Sequence[Hour], extra: Sequence[int]) -> list[Outlook]:
    """The day hour by hour with some places more, whose holders miss as often as the others of their hour."""
    left, found = np.ones(1), []
    for hour, more in zip(hours, extra, strict=True):
        usual = sum(hour.missing) / len(hour.missing) if hour.missing else 0.0
        come = coming([*hour.missing, *[usual] * more])
        everybody = np.convolve(left, come)
        left = beyond(everybody, hour.places)
        found.append(Outlook(mean(come), float(left[1:].sum()), quantile(left, 0.9) * hour.minutes))
    return found


def beyond(chances: Floats, places: int) -> Floats:
    """The probability of each number of people for whom there is no place."""
    inside = min(places, len(chances) - 1)
    return np.concatenate(([chances[: inside + 1].sum()], chances[inside + 1 :]))


def mean(chances: Floats) -> float:
    return float(np.arange(len(chances)) @ chances)


def quantile(chances: Floats, probability: float) -> int:
    """The smallest number that is not exceeded with this probability."""
    return int(np.searchsorted(np.cumsum(chances), probability - 1e-12))


def advice(hours: Sequence[Hour], bounds: Bounds) -> Advice:
    """One place more after the other, where the day bears it best, as long as every hour stays within the bounds."""
    extra = [0] * len(hours)
    while found := best_further(hours, extra, bounds):
        extra = found
    return Advice(tuple(extra), tuple(outlook(hours, extra)))


def best_further(hours: Sequence[Hour], extra: Sequence[int], bounds: Bounds) -> list[int] | None:
    """The same with one place more where that crowds the day least; None where it would be too much everywhere."""
    tries = []
    for place, hour in enumerate(hours):
        if hour.free or extra[place] + 1 > MOST_EXTRA_OF_AN_HOUR * hour.places:
            continue
        more = [count + (number == place) for number, count in enumerate(extra)]
        days = outlook(hours, more)
        if all(day.crowded <= bounds.crowded and day.minutes <= bounds.minutes for day in days):
            tries.append((max(day.crowded for day in days), place, more))
    return min(tries)[2] if tries else None
