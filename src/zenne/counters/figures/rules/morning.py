"""What invented people do next in a demonstration: drawn from the name of a ticket, so that it stays the same."""

import math
from dataclasses import dataclass
from random import Random
from typing import Final

QUICK: Final = 0.4
"""Visits of a demonstration take less than half as long as real ones, so that whoever looks sees something happen."""
SPREAD: Final = 0.4
NO_SHOWS: Final = 0.06
LEAVE: Final = 0.04
WAITED_FOR: Final = 80.0
"""So many seconds a desk waits for somebody who does not come."""
CROWD: Final = 2.5
"""With more people than this for each desk, nobody else comes for a while."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody is going to do. All in seconds.

    Attributes:
        walks: from the call to the desk.
        comes: whether they come to the desk at all; to an appointment, whether they come to the branch.
        stays: how long they are helped.
        arrives: after taking a place from home.
        gives_up: after so long in the queue; None for whoever stays.
    """

    walks: float
    comes: bool
    stays: float
    arrives: float
    gives_up: float | None


def plan(name: str, *, minutes: float) -> Plan:
    """The plan of whoever holds a ticket; ``minutes`` is how long the visit usually takes."""
    chance = Random(name)  # noqa: S311 - invented, not secret
    stays = chance.lognormvariate(math.log(minutes * 60 * QUICK) - SPREAD**2 / 2, SPREAD)
    return Plan(
        walks=chance.uniform(12, 45),
        comes=chance.random() >= NO_SHOWS,
        stays=stays,
        arrives=chance.uniform(120, 420),
        gives_up=chance.uniform(600, 1500) if chance.random() < LEAVE else None,
    )


def arrivals(chance: Random, *, desks: int, waiting: int, seconds: float, minutes: float) -> int:
    """How many come in the next seconds, so that desks that take ``minutes`` for a visit are nearly always busy."""
    if not desks or waiting >= CROWD * desks:
        return 0
    expected = seconds * desks / (minutes * 60 * QUICK)
    return int(expected) + (chance.random() < expected % 1)
