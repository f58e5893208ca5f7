"""How honest the waiting times were in the past four weeks, of the city and of each branch."""

from dataclasses import dataclass
from datetime import date, datetime

from zenne.catalogue.public import Branch, branches
from zenne.counters.figures.models import RoomDay
from zenne.counters.figures.rules.calibration import NOMINAL, Share, curve
from zenne.counters.figures.trends import days_shown
from zenne.dataportal.public import SMALLEST_COUNT

PROMISED = 90


@dataclass(frozen=True, slots=True)
class BranchHonesty:
    """Of the longer numbers that people were told at a branch, how many held."""

    branch: Branch
    upper: Share


@dataclass(frozen=True, slots=True)
class Honesty:
    """What was promised and what held, from the first to the last day."""

    first: date
    last: date
    told: int
    shares: list[Share]
    branches: list[BranchHonesty]

    @property
    def upper(self) -> Share:
        """Of nine of ten."""
        return self.shares[NOMINAL.index(PROMISED)]


def honesty(*, version: str, at: datetime) -> Honesty:
    """Sums over the days that are over. One query."""
    days = days_shown(at)
    rows = RoomDay.objects.filter(day__gte=days[0], day__lt=days[-1], told__gt=0)
    told: dict[int, int] = {}
    held: dict[int, list[int]] = {}
    for branch, of_day, counts in rows.values_list("branch_id", "told", "held"):
        told[branch] = told.get(branch, 0) + of_day
        held[branch] = [sum(pair) for pair in zip(held.get(branch, [0] * len(NOMINAL)), counts, strict=True)]
    total = sum(told.values())
    sums = [sum(counts[place] for counts in held.values()) for place in range(len(NOMINAL))]
    place = NOMINAL.index(PROMISED)
    return Honesty(
        first=days[0],
        last=days[-2],
        told=total,
        shares=curve(sums, total),
        branches=[
            BranchHonesty(branch, curve(held[branch.pk], told[branch.pk])[place])
            for branch in branches(version)
            if told.get(branch.pk, 0) >= SMALLEST_COUNT
        ],
    )
