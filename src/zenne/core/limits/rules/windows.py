"""How often within how long, with a window that slides.

The window is counted in slices of a sixteenth of its length. A try counts until the whole slice in which it was made
has left the window. So in no window of the length ``per``, wherever it begins, are more than ``times`` tries admitted;
and whoever made fewer than ``times`` in the last 17/16 of ``per`` is admitted. The usual counter with two halves, which
guesses that the older half was even, admits almost twice as many at worst; a list of every try is exact at both ends,
but grows with the limit.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

SLICES: Final = 16


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``times`` tries in any stretch of time as long as ``per``.

    Attributes:
        name: stable, lower-case words with hyphens, ``house.what``: ``accounts.sign-in``. Each name is counted apart.
        times: how many tries, at least 1.
        per: the length of the window, at most a day.
    """

    name: str
    times: int
    per: timedelta

    def __post_init__(self) -> None:
        if self.times < 1 or not timedelta() < self.per <= timedelta(days=1):
            raise ValueError(f"{self.name}: a limit has at least one try, in a window of at most a day")

    @property
    def slice_seconds(self) -> float:
        """The length of a slice."""
        return self.per.total_seconds() / SLICES

    def slice_at(self, now: float) -> int:
        """The number of the slice in which the moment ``now`` (seconds) is."""
        return math.floor(now / self.slice_seconds)

    def forgotten_at(self, number: int) -> float:
        """The moment (seconds) from which the tries in a slice no longer count."""
        return (number + 1 + SLICES) * self.slice_seconds


@dataclass(frozen=True, slots=True)
class Allowance:
    """Whether a try is admitted, and if not, after how long the next one is."""

    limit: Limit
    is_given: bool
    wait: timedelta = timedelta()

    def __bool__(self) -> bool:
        return self.is_given

    @property
    def wait_seconds(self) -> int:
        """Whole seconds to wait, rounded up: the value of ``Retry-After``."""
        return math.ceil(self.wait.total_seconds())


def wait_until_free(limit: Limit, tries: Mapping[int, int], *, now: float) -> timedelta:
    """How long after ``now`` (seconds) the next try is admitted, from the tries per slice that count at ``now``."""
    left = sum(tries.values())
    for number in sorted(tries):
        left -= tries[number]
        if left < limit.times:
            return timedelta(seconds=max(limit.forgotten_at(number) - now, 0))
    return timedelta()
