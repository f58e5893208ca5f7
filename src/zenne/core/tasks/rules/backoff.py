"""How long to wait before a failed attempt is made again."""

from dataclasses import dataclass
from datetime import timedelta

LARGEST_POWER = 100


@dataclass(frozen=True, slots=True)
class Backoff:
    """Twice as long after each failure, from ``first`` up to ``most``, and a random part of that.

    "Full jitter" (Marc Brooker, Exponential Backoff and Jitter, 2015): jobs that failed together do not come back
    together.
    """

    first: timedelta = timedelta(seconds=10)
    most: timedelta = timedelta(hours=1)

    def longest_wait(self, failures: int) -> timedelta:
        """The longest wait after so many failures in a row, from 1."""
        doubled = self.first.total_seconds() * 2.0 ** min(failures - 1, LARGEST_POWER)
        return self.most if doubled >= self.most.total_seconds() else timedelta(seconds=doubled)

    def wait(self, failures: int, *, chance: float) -> timedelta:
        """The wait after so many failures in a row; ``chance`` is random from 0 up to 1."""
        return self.longest_wait(failures) * chance
