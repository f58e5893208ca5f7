"""How long people will wait, as a distribution: the room is played through a few hundred times.

Everything is in minutes from now. The work grows with rounds times people squared, and is done by numpy.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from zenne.counters.queue.rules.durations import Duration

ROUNDS: Final = 240
MINUTES_LOST_BY_NO_SHOW: Final = 2.0
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who waits or is to come.

    Attributes:
        turn: the lowest goes first.
        comes: from when on they can be called; 0 or less for those who are here.
        likely: how probable it is that they are there when they are called.
        desks: for each desk, whether it may call them.
    """

    turn: float
    comes: float
    likely: float
    duration: Duration
    desks: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class DeskAtWork:
    """A desk: how long it is busy already with a visit of this duration, if it is; when its shift ends."""

    busy_for: float | None = None
    duration: Duration | None = None
    closes: float = float("inf")


def waiting_times(people: list[Expected], desks: list[DeskAtWork], *, seed: int, rounds: int = ROUNDS) -> Floats:
    """Minutes until each is called, for each round: an array of rounds by people. Infinite when nobody calls them."""
    called = np.full((rounds, len(people)), np.inf)
    if not people or not desks:
        return called
    chance = np.random.default_rng(seed)
    play(
        called,
        free=busy_times(desks, chance, rounds),
        closes=np.array([desk.closes for desk in desks]),
        takes=helping_times(people, chance, rounds),
        turn=np.array([person.turn for person in people]),
        comes=np.array([max(person.comes, 0.0) for person in people]),
        possible=np.array([person.desks for person in people], dtype=bool).T,
    )
    return called


def busy_times(desks: list[DeskAtWork], chance: np.random.Generator, rounds: int) -> Floats:
    """When each desk is free, given that its visit lasts so long already: rounds by desks."""
    free = np.zeros((rounds, len(desks)))
    for place, desk in enumerate(desks):
        if desk.busy_for is not None and desk.duration is not None:
            passed = desk.duration.share_until(desk.busy_for)
            left = passed + (1 - passed) * (np.arange(rounds) + chance.random(rounds)) / rounds
            minutes = [desk.duration.quantile(min(max(each, 1e-6), 1 - 1e-6)) for each in left]
            free[:, place] = chance.permutation(np.maximum(np.array(minutes) - desk.busy_for, 0.25))
    return free


def helping_times(people: list[Expected], chance: np.random.Generator, rounds: int) -> Floats:
    """How long each takes at a desk, rounds by people: only a moment for whoever does not come."""
    mu = np.array([person.duration.mu for person in people])
    sigma = np.array([person.duration.sigma for person in people])
    shape = (rounds, len(people))
    minutes = np.exp(mu + sigma * chance.standard_normal(shape))
    is_there = chance.random(shape) < np.array([person.likely for person in people])
    return np.where(is_there, minutes, MINUTES_LOST_BY_NO_SHOW)


def play(  # noqa: PLR0913 - each array is another thing
    called: Floats, *, free: Floats, closes: Floats, takes: Floats, turn: Floats, comes: Floats, possible: Flags
) -> None:
    """Let the desk that is free first call the next person, in all rounds at once, until nobody can be called."""
    every = np.arange(len(called))
    unseen = np.ones(called.shape, dtype=bool)
    free[free >= closes] = np.inf
    while len(every):
        desk = free[every].argmin(axis=1)
        at = free[every, desk]
        every, desk, at = (values[np.isfinite(at)] for values in (every, desk, at))
        if not len(every):
            return
        open_to_it = unseen[every] & possible[desk]
        here = open_to_it & (comes <= at[:, None])
        is_somebody = here.any(axis=1)
        person = np.where(here, turn, np.inf).argmin(axis=1)
        later = np.where(open_to_it, comes, np.inf).min(axis=1)
        helps = every[is_somebody], person[is_somebody]
        called[helps] = at[is_somebody]
        unseen[helps] = False
        next_free = np.where(is_somebody, at + takes[every, person], later)
        free[every, desk] = np.where(next_free >= closes[desk], np.inf, next_free)


def quantile(minutes: Floats, probability: float) -> float:
    """So many minutes are not exceeded in this share of the rounds. ``minutes`` is one column of ``waiting_times``."""
    place = max(int(np.ceil(probability * len(minutes))) - 1, 0)
    return float(np.partition(minutes, place)[place])
