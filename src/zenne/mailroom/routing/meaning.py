"""What a letter means says which service it is for: a linear discriminant over the vectors of an encoder.

Fisher's discriminant in the form for many classes, with a covariance that is drawn towards a round one (Friedman,
Regularized Discriminant Analysis, 1989), because there are about as many letters as numbers in a vector.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from zenne.mailroom.routing.encoding import Vectors
from zenne.mailroom.routing.rules.vocabulary import Numbers

ROUND: Final = 0.65
"""How far the covariance is drawn towards the same in all directions."""
BELIEVED_BEFORE: Final = 3.0
"""As many letters as the mean of all counts in the mean of each service: one letter says little about the next."""
PRIOR: Final = 0.3
"""How much it counts that a service gets many letters."""
SCORE_OF_A_NAT: Final = 0.003
"""What a difference of log likelihood counts beside the scores of the words, which are near 1 when a service fits. Of
all numbers here it was chosen on the older part of the questions: benchmarks/README.md."""
LEAST_LENGTH: Final = 1e-9


@dataclass(frozen=True)
class Meaning:
    """What was learned with an encoder, and how far guesses with it may be trusted.

    Attributes:
        encoder: its name; another encoder is not asked.
        centre: the mean of all vectors.
        coefficients: numbers of a vector times services; the last row is the same for every letter.
        steepness: how much a difference of scores means, those of words and meaning together.
        sure_from: the confidence from which on it routes alone; nothing: it never does.
    """

    encoder: str
    centre: npt.NDArray[np.float32]
    coefficients: npt.NDArray[np.float32]
    steepness: float
    sure_from: float | None

    def scores(self, vectors: Vectors) -> Numbers:
        """What is added to the scores of the words; one row a letter."""
        return added_scores(self.centre, self.coefficients, vectors)


def added_scores(centre: Vectors, coefficients: Vectors, vectors: Vectors) -> Numbers:
    return np.asarray(directions(vectors, centre) @ coefficients[:-1] + coefficients[-1], dtype=np.float64)


def directions(vectors: Vectors, centre: Vectors) -> Vectors:
    """Where vectors lie as seen from the centre, each of length 1."""
    apart = vectors - centre
    return np.asarray(apart / np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), LEAST_LENGTH), dtype=np.float32)


def fitted_meaning(vectors: Vectors, labels: npt.NDArray[np.int64], number: int) -> tuple[Vectors, Vectors]:
    """The centre of some vectors and the coefficients of the services.

    Args:
        vectors: of texts.
        labels: the number of the service of each.
        number: how many services there are; one without texts is as likely as the mean of all.
    """
    centre = vectors.mean(axis=0)
    known = directions(vectors, centre).astype(np.float64)
    sizes = np.bincount(labels, minlength=number)
    sums = np.eye(number)[labels].T @ known
    means = (sums + BELIEVED_BEFORE * known.mean(axis=0)) / (sizes + BELIEVED_BEFORE)[:, np.newaxis]
    inside = known - means[labels]
    covariance = inside.T @ inside / len(known)
    even = max(float(np.trace(covariance)) / len(covariance), LEAST_LENGTH)
    drawn = (1.0 - ROUND) * covariance + ROUND * even * np.eye(len(covariance))
    slopes = np.linalg.solve(drawn, means.T)
    priors = PRIOR * np.log(np.maximum(sizes, 1) / len(known))
    constants = priors - 0.5 * (means.T * slopes).sum(axis=0)
    return centre, np.asarray(SCORE_OF_A_NAT * np.vstack([slopes, constants]), dtype=np.float32)
