"""What people are told about their waiting time, and what is learned when it turns out.

A simulation knows less than a waiting room. So the upper number is corrected by a factor that follows what happened:
a promise that did not hold makes it larger, one that held a little smaller, in the ratio in which 90 % hold in the long
run whatever the room does (quantile tracking: Angelopoulos, Candès, Tibshirani, "Conformal PID Control for Time Series
Prediction", NeurIPS 2023).
"""

import math
from dataclasses import dataclass
from typing import Final

SHARE_THAT_HOLDS: Final = 0.9
STEP: Final = 0.05
LARGEST: Final = 1.6
COARSE_FROM: Final = 45
COARSE: Final = 5
LONGEST_TOLD: Final = 480


@dataclass(frozen=True, slots=True)
class Told:
    """“Probably ``p50`` to ``p90`` minutes”: half are called within the first, nine of ten within the second."""

    p50: int
    p90: int


def told(*, p50: float, p90: float, correction: float) -> Told:
    """What is said about a waiting time: whole minutes, in fives when it is long, the upper number rounded up.

    Args:
        p50, p90: minutes as computed.
        correction: logarithm of the factor on the upper number.
    """
    high = min((p90 + 1) * math.exp(correction), LONGEST_TOLD)
    upper = max(round_up(high, COARSE if high >= COARSE_FROM else 1), 1)
    low = min(p50, LONGEST_TOLD)
    lower = int(low // COARSE * COARSE) if low >= COARSE_FROM else int(low)
    return Told(min(lower, upper), upper)


def round_up(minutes: float, step: int) -> int:
    return math.ceil(minutes / step) * step


def after(correction: float, *, was_kept: bool) -> float:
    """The correction after it is known whether one more promise was kept."""
    change = -STEP * (1 - SHARE_THAT_HOLDS) if was_kept else STEP * SHARE_THAT_HOLDS
    return min(max(correction + change, -LARGEST), LARGEST)
