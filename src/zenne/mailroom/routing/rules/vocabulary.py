"""Which features a model knows, and the vector of a text in them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from zenne.mailroom.routing.rules.features import VIEWS, View

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

SHARES: Final[Mapping[str, float]] = {"words": 0.7, "pieces": 1.0, "subject": 0.3}
"""How much each view counts in the likeness of two texts."""
LEAST_TEXTS: Final[Mapping[str, int]] = {"words": 2, "pieces": 3, "subject": 2}
"""A feature of fewer texts teaches nothing about others."""
MOST_SHARE: Final = 0.6
MOST_FEATURES: Final = 80_000
"""In one view: the most frequent ones; a model stays below some hundred megabytes with a hundred services."""
ORDINARY: Final = 0.4
BELIEVED_BEFORE: Final = 3.0
"""What a feature counts that tells nothing, and how many texts it takes to believe that one does."""
FEW_TEXTS: Final = 20
"""With so few texts everything is kept: a feature in one of three services is not a frequent one."""


@dataclass(frozen=True)
class Vocabulary:
    """The features of each view, in the order of the columns, and what each weighs: how rare and how telling it is."""

    features: Mapping[str, Sequence[str]]
    weights: Numbers

    @cached_property
    def columns(self) -> dict[str, dict[str, int]]:
        """Where each feature of each view stands among all."""
        found: dict[str, dict[str, int]] = {}
        begin = 0
        for view in VIEWS:
            found[view] = {feature: begin + place for place, feature in enumerate(self.features[view])}
            begin += len(self.features[view])
        return found

    @property
    def size(self) -> int:
        """How many columns."""
        return len(self.weights)

    def vector(self, views: Iterable[View]) -> tuple[Places, Numbers]:
        """The columns of a text and its values there; its length, squared, is the sum of the shares of its views."""
        places: list[Places] = []
        values: list[Numbers] = []
        for view in views:
            columns = self.columns[view.name]
            known = [(columns[feature], count) for feature, count in view.counts.items() if feature in columns]
            if not known:
                continue
            found = np.array(known, dtype=np.int64)
            weighed = (1.0 + np.log(found[:, 1])) * self.weights[found[:, 0]]
            places.append(found[:, 0])
            values.append(weighed * np.sqrt(SHARES[view.name] / np.dot(weighed, weighed)))
        if not places:
            return np.empty(0, np.int64), np.empty(0)
        return np.concatenate(places), np.concatenate(values)


def vocabulary_of(texts: Sequence[Sequence[View]], labels: Sequence[int]) -> Vocabulary:
    """The vocabulary of some texts, each given by its views, with the label of each: a number from 0 on."""
    most = MOST_SHARE * len(texts) if len(texts) > FEW_TEXTS else len(texts)
    shares = np.bincount(labels) / len(labels)
    features: dict[str, list[str]] = {}
    weights: list[Numbers] = []
    for position, name in enumerate(VIEWS):
        in_texts = Counter(feature for views in texts for feature in views[position].counts)
        least = LEAST_TEXTS[name] if len(texts) > FEW_TEXTS else 1
        kept = [(feature, number) for feature, number in in_texts.most_common() if least <= number <= most]
        features[name] = [feature for feature, _ in kept[:MOST_FEATURES]]
        numbers = np.array([number for _, number in kept[:MOST_FEATURES]], dtype=np.float64)
        rarity = np.log((1 + len(texts)) / (1 + numbers)) + 1
        with_labels = counted(features[name], (views[position] for views in texts), labels, len(shares))
        weights.append(rarity * (ORDINARY + telling(with_labels, shares)))
    return Vocabulary(features, np.concatenate(weights))


def counted(features: Sequence[str], texts: Iterable[View], labels: Sequence[int], most: int) -> Numbers:
    """In how many texts of each label each feature is."""
    rows = {feature: place for place, feature in enumerate(features)}
    found = np.zeros((len(features), most))
    for view, label in zip(texts, labels, strict=True):
        found[[rows[feature] for feature in view.counts if feature in rows], label] += 1
    return found


def telling(numbers: Numbers, shares: Numbers) -> Numbers:
    """How much each feature tells about the label: the root of the information that it gains, in nats.

    Args:
        numbers: features times labels: in how many texts of a label a feature is.
        shares: of the labels among all texts; what few texts say is drawn towards them.
    """
    chances = (numbers + BELIEVED_BEFORE * shares) / (numbers.sum(axis=1, keepdims=True) + BELIEVED_BEFORE)
    gained = chances * np.log(np.maximum(chances, 1e-12) / np.maximum(shares, 1e-12))
    return np.asarray(np.sqrt(np.maximum(gained.sum(axis=1), 0.0)))
