"""An invented day at a branch: who comes when, how long they wait, what they are told. Minutes after the opening."""

import heapq
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from zenne.counters.queue.rules.promises import Learned, Told, after, factors, told

SPREAD: Final = 0.45
NOT_THERE: Final = 0.04
MINUTES_LOST: Final = 1.5
HEAD_START: Final = 40.0
EARLY: Final = 8.0
BUSY: Final = ((0.0, 1.5), (0.15, 1.1), (0.4, 0.8), (0.5, 1.2), (0.7, 0.8), (0.9, 0.5))
"""From which part of the day on, how many more or fewer come than on average."""
OUTCOMES: Final = (("helped", 0.86), ("missed", 0.94), ("cancelled", 1.0))


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who comes. ``visit`` is a place in the list of visits; ``due``: the time of an appointment."""

    comes: float
    visit: int
    due: float | None = None

    @property
    def turn(self) -> float:
        """Who has the least goes first."""
        return self.comes if self.due is None else max(self.comes, self.due - EARLY) - HEAD_START


@dataclass(frozen=True, slots=True)
class Helped:
    """What became of a visitor: when they were called to which desk, until when; what they had been told."""

    visitor: Visitor
    desk: int
    called: float
    ended: float
    was_there: bool
    said: Told


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment, and what became of it."""

    due: float
    visit: int
    outcome: str


def busyness(part: float) -> float:
    """How many more or fewer come at a part of the day, from 0 to 1."""
    return next(factor for begin, factor in reversed(BUSY) if part >= begin)


def walk_ins(chance: Random, *, minutes: float, each: float, weights: Sequence[int]) -> Iterator[Visitor]:
    """Those who come without an appointment; one every ``each`` minutes on average."""
    at = 0.0
    while (at := at + chance.expovariate(busyness(at / minutes) / each)) < minutes - 10:
        yield Visitor(at, chance.choices(range(len(weights)), weights)[0])


def appointments(chance: Random, *, minutes: float, count: int, visits: Sequence[int]) -> list[Appointment]:
    """Some appointments at whole quarters of an hour."""
    quarters = [15.0 * number for number in range(int(minutes // 15))]
    found = []
    for _each in range(count if quarters and visits else 0):
        drawn = chance.random()
        outcome = next(name for name, until in OUTCOMES if drawn <= until)
        found.append(Appointment(chance.choice(quarters), chance.choice(visits), outcome))
    return found


def those_who_come(chance: Random, booked: Sequence[Appointment]) -> Iterator[Visitor]:
    """The visitors of appointments that were kept: mostly a little early."""
    for each in booked:
        if each.outcome == "helped":
            yield Visitor(max(each.due - chance.uniform(-4, 14), 0.0), each.visit, each.due)


def play_day(
    chance: Random, visitors: Sequence[Visitor], *, desks: int, lengths: Sequence[float], hour: int
) -> list[Helped]:
    """Let desks help whoever's turn it is. What people are told is corrected by what came true, as in a real room.

    Args:
        lengths: minutes of each visit on average.
        hour: on the clock, at the opening.
    """
    coming = sorted(visitors, key=lambda each: each.comes)
    promises = Promises(coming, desks=desks, lengths=lengths, hour=hour)
    waiting: list[tuple[float, int]] = []
    free = [(0.0, desk) for desk in range(desks)]
    found: list[Helped] = []
    place = 0
    while place < len(coming) or waiting:
        at, desk = heapq.heappop(free)
        if not waiting and place < len(coming):
            at = max(at, coming[place].comes)
        while place < len(coming) and coming[place].comes <= at:
            heapq.heappush(waiting, (coming[place].turn, place))
            place += 1
        _turn, number = heapq.heappop(waiting)
        visitor = coming[number]
        is_there = chance.random() >= NOT_THERE
        takes = drawn_length(chance, lengths[visitor.visit]) if is_there else MINUTES_LOST
        found.append(Helped(visitor, desk, at, at + takes, is_there, promises.say(number, at, found)))
        heapq.heappush(free, (at + takes, desk))
    return found


def drawn_length(chance: Random, mean: float) -> float:
    return chance.lognormvariate(math.log(mean) - SPREAD**2 / 2, SPREAD)


class Promises:
    """What each visitor is told, from the people before them, corrected as it turns out."""

    def __init__(self, coming: Sequence[Visitor], *, desks: int, lengths: Sequence[float], hour: int) -> None:
        self.coming, self.desks, self.lengths, self.hour = coming, desks, lengths, hour
        self.learned: Learned = {}

    def say(self, number: int, at: float, before: Sequence[Helped]) -> Told:
        """What somebody was told who is called at a moment; and learn whether it was true."""
        visitor = self.coming[number]
        there = [each for each in before[-4 * self.desks :] if each.ended > visitor.comes]
        queued = [self.lengths[each.visitor.visit] for each in there if each.called > visitor.comes]
        busy = [self.lengths[each.visitor.visit] / 2 for each in there if each.called <= visitor.comes]
        expected = (sum(queued) + sum(busy) / self.desks) / self.desks if len(there) >= self.desks else 0.0
        hour = self.hour + int(visitor.comes // 60)
        said = told(p50=expected, p90=1.35 * expected + 1, by=factors(self.learned, hour))
        self.learned = after(self.learned, hour, said, at - visitor.comes)
        return said
