"""Where visits can begin in many shifts, day by day: whole numbers only, because there are thousands of shifts."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from zenne.counters.rules.seats import beginnings, read, steps_in, tidy

Row = tuple[int, int, int, int, str]
"""A shift: branch, member of staff, desk, first step, free steps as they are kept in the column."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What is looked for.

    Attributes:
        length: steps of the visit.
        members, desks: who can help, and where.
        earliest: the first step in which a visit may begin.
        midnights: the step in which each day begins that is looked at, in order.
        opened: what is open at a branch on a day, by its place in ``midnights``; the lowest bit is midnight.
        clock: the steps of a day that people have time in, counted in the same way.
    """

    length: int
    members: Collection[int]
    desks: Collection[int]
    earliest: int
    midnights: Sequence[int]
    opened: Callable[[int, int], int]
    clock: Callable[[int], int]

    def begins_within(self, day: int) -> int:
        """The steps of a day in which a visit may begin for those who come."""
        past = max(self.earliest - self.midnights[day], 0)
        return beginnings(self.clock(day), self.length) >> past << past


def days_with_room(rows: Iterable[Row], scan: Scan) -> Iterator[tuple[int, dict[int, int]]]:
    """For each day with free times, in order: where visits can begin per branch; the lowest bit is midnight.

    ``rows`` come in the order of their first steps.
    """
    length, midnights = scan.length, scan.midnights
    current, origin, within = -1, 0, 0
    found: dict[int, int] = {}
    opened: dict[int, int] = {}
    for branch, member, desk, first, free in rows:
        if member not in scan.members or desk not in scan.desks:
            continue
        if current < 0 or not (origin <= first and (current + 1 == len(midnights) or first < midnights[current + 1])):
            if found:
                yield current, found
            current = bisect_right(midnights, first) - 1
            origin, within = midnights[current], scan.begins_within(current)
            found, opened = {}, {}
        if branch not in opened:
            opened[branch] = scan.opened(branch, current)
        offset = first - origin
        room = read(free) & (opened[branch] >> offset)
        if beginnings(room, length) & (within >> offset):
            starts = tidy(room, length) & (within >> offset)
            if starts:
                found[branch] = found.get(branch, 0) | starts << offset
    if found:
        yield current, found


Place = tuple[int, int]
"""A step and a branch."""
UNRANKED: Final = 0


@dataclass(slots=True)
class Gathered:
    """The first places of a search.

    Attributes:
        limit: how many are wanted.
        ranks: which branch comes before which, where distance matters more than time; empty: the soonest come first.
        expected: the branches whose first free time is wanted.
    """

    limit: int
    ranks: Mapping[int, int]
    expected: frozenset[int]
    places: list[Place] = field(default_factory=list)
    firsts: dict[int, int] = field(default_factory=dict)

    @property
    def has_enough_places(self) -> bool:
        """Whether no later day can change what is shown."""
        if not self.ranks:
            return len(self.places) >= self.limit
        nearest = min(self.ranks, key=self.ranks.__getitem__)
        return sum(branch == nearest for _, branch in self.places) >= self.limit

    @property
    def missing(self) -> frozenset[int]:
        """The branches of which no free time is known yet."""
        return self.expected - self.firsts.keys()

    def gather(self, days: Iterable[tuple[int, Mapping[int, int]]], midnights: Sequence[int]) -> None:
        """Take places from days with room until there are enough and every branch has its first."""
        for day, found in days:
            wants_more = not self.has_enough_places
            for branch, mask in found.items():
                steps = [midnights[day] + bit for bit in islice(steps_in(mask), self.limit if wants_more else 1)]
                self.firsts.setdefault(branch, steps[0])
                if wants_more:
                    self.places += [(step, branch) for step in steps]
            if self.has_enough_places and not self.missing:
                return

    def in_order(self) -> list[Place]:
        """The places that are shown."""
        ranked = sorted(self.places, key=lambda place: (self.ranks.get(place[1], UNRANKED), place))
        return ranked[: self.limit]
