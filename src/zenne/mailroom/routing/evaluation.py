"""How good a model is on letters that it does not know."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zenne.mailroom.routing.encoding import Encoder
from zenne.mailroom.routing.examples import Example
from zenne.mailroom.routing.model import Model
from zenne.mailroom.routing.rules.chances import calibration_error


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Shares between 0 and 1.

    Attributes:
        top_3: the share whose service is among the three best guesses.
        macro_f1: the mean over all services that were right or guessed; each counts the same.
        coverage_at_95_precision: the share of the letters that are at least as sure as the model's own threshold, which
            was chosen on what it learned from.
        precision_there: of those, the share right; nothing when there are none.
    """

    letters: int
    accuracy: float
    top_3: float
    macro_f1: float
    expected_calibration_error: float
    threshold: float | None
    coverage_at_95_precision: float
    precision_there: float | None


def evaluated(model: Model, letters: Sequence[Example], *, encoder: Encoder | None = None) -> Evaluation:
    """What a model makes of letters; a service that it does not know counts as a mistake."""
    chances = model.chances(((each.subject, each.text) for each in letters), encoder=encoder)
    limit = model.limit(encoder)
    best = np.argsort(-chances, axis=1, kind="stable")[:, :3]
    guesses = [[model.services[place] for place in row] for row in best]
    right = [each.service for each in letters]
    is_right = np.array([row[0] == service for row, service in zip(guesses, right, strict=True)])
    confidence = chances.max(axis=1)
    is_sure = confidence >= (2.0 if limit is None else limit)
    return Evaluation(
        letters=len(letters),
        accuracy=float(is_right.mean()),
        top_3=float(np.mean([service in row for row, service in zip(guesses, right, strict=True)])),
        macro_f1=macro_f1([row[0] for row in guesses], right),
        expected_calibration_error=calibration_error(confidence, is_right),
        threshold=limit,
        coverage_at_95_precision=float(is_sure.mean()),
        precision_there=float(is_right[is_sure].mean()) if is_sure.any() else None,
    )


def macro_f1(guessed: Sequence[str], right: Sequence[str]) -> float:
    """The mean of the harmonic means of precision and recall."""
    pairs = list(zip(guessed, right, strict=True))
    found = []
    for service in sorted({*guessed, *right}):
        hits = sum(guess == service == truth for guess, truth in pairs)
        found.append(2 * hits / (sum(guess == service for guess in guessed) + sum(truth == service for truth in right)))
    return float(np.mean(found))
