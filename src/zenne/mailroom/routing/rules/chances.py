"""How sure a guess is: probabilities from scores, and from where on a letter may go its way alone."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

WRONG_AT_MOST: Final = 0.05
STEEPNESSES: Final = tuple(float(each) for each in np.geomspace(1.0, 40.0, 60))
BINS: Final = 10


def chances_of(scores: Numbers, *, steepness: float) -> Numbers:
    """Probabilities of the services, one row a letter; they add up to 1.

    Scores of one service against all others are near 1 when it fits and near 0 when not. ``steepness`` says how much
    such a difference means; it is the inverse of the temperature of Guo and others, On calibration (2017).
    """
    lifted = np.exp(steepness * (scores - scores.max(axis=1, keepdims=True)))
    return np.asarray(lifted / lifted.sum(axis=1, keepdims=True))


def fitting_steepness(scores: Numbers, right: npt.NDArray[np.int64]) -> float:
    """The steepness under which what was right has the greatest likelihood. ``scores``: of letters not learned from."""
    rows = np.arange(len(right))

    def surprise(steepness: float) -> float:
        return -float(np.log(np.maximum(chances_of(scores, steepness=steepness)[rows, right], 1e-12)).mean())

    return min(STEEPNESSES, key=surprise)


def sure_from(confidences: Numbers, is_right: npt.NDArray[np.bool_], *, wrong: float = WRONG_AT_MOST) -> float | None:
    """The least confidence from which on fewer than the share ``wrong`` went wrong; nothing when that is not shown.

    One more letter is counted as wrong than was seen, so that a few lucky ones show nothing.
    """
    order = np.argsort(-confidences, kind="stable")
    mistakes = np.cumsum(~is_right[order])
    numbers = np.arange(1, len(order) + 1)
    ordered = confidences[order]
    ends_run = np.append(ordered[1:] < ordered[:-1], True) if len(order) else np.empty(0, dtype=bool)
    kept = np.flatnonzero(ends_run & ((mistakes + 1) / (numbers + 1) < wrong))
    return float(ordered[kept[-1]]) if len(kept) else None


def calibration_error(confidences: Numbers, is_right: npt.NDArray[np.bool_]) -> float:
    """The expected calibration error over ten bins of equal width (Naeini and others, 2015); 0 is perfect."""
    return sum(share * abs(said - came) for share, said, came in calibration_curve(confidences, is_right))


def calibration_curve(confidences: Numbers, is_right: npt.NDArray[np.bool_]) -> list[tuple[float, float, float]]:
    """For each bin with letters: the share of the letters in it, the confidence that was said, the share right."""
    bins = np.minimum((confidences * BINS).astype(int), BINS - 1)
    found = []
    for number in range(BINS):
        inside = bins == number
        if inside.any():
            found.append((float(inside.mean()), float(confidences[inside].mean()), float(is_right[inside].mean())))
    return found


def coverage_curve(confidences: Numbers, is_right: npt.NDArray[np.bool_]) -> list[tuple[float, float]]:
    """Coverage against precision: for each number of the surest letters, their share of all and the share right."""
    order = np.argsort(-confidences, kind="stable")
    numbers = np.arange(1, len(order) + 1)
    precision = np.cumsum(is_right[order]) / numbers
    return [(float(each / len(order)), float(share)) for each, share in zip(numbers, precision, strict=True)]


def best_places(chances: Sequence[float] | Numbers, *, most: int = 3) -> list[int]:
    """The places of the likeliest, the best first."""
    return [int(each) for each in np.argsort(-np.asarray(chances), kind="stable")[:most]]
