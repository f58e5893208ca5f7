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

SHARES: Final[Mapping[str, float]] = {"words": 1.0, "pieces": 1.0, "subject": 0.3}
"""How much each view counts in the likeness of two texts."""
LEAST_TEXTS: Final[Mapping[str, int]] = {"words": 2, "pieces": 3, "subject": 2}
"""A feature of fewer texts teaches nothing about others."""
MOST_SHARE: Final = 0.6
MOST_FEATURES: Final = 80_000
"""In one view: the most frequent ones; a model stays below some hundred megabytes with a hundred services."""
FEW_TEXTS: Final = 20
"""With so few texts everything is kept: a feature in one of three services is not a frequent one."""


@dataclass(frozen=True)
class Vocabulary:
    """The features of each view, in the order of the columns, and how rare each is."""

    features: Mapping[str, Sequence[str]]
    rarity: Numbers

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
        return len(self.rarity)

    def vector(self, views: Iterable[View]) -> tuple[Places, Numbers]:
        """The columns of a text and its values there; the square of its length is the sum of the shares of its views."""
        places: list[Places] = []
        values: list[Numbers] = []
        for view in views:
            columns = self.columns[view.name]
            known = [(columns[feature], count) for feature, count in view.counts.items() if feature in columns]
            if not known:
                continue
            found = np.array(known, dtype=np.int64)
            weighed = (1.0 + np.log(found[:, 1])) * self.rarity[found[:, 0]]
            places.append(found[:, 0])
            values.append(weighed * np.sqrt(SHARES[view.name] / np.dot(weighed, weighed)))
        if not places:
            return np.empty(0, np.int64), np.empty(0)
        return np.concatenate(places), np.concatenate(values)


def vocabulary_of(texts: Sequence[Sequence[View]]) -> Vocabulary:
    """The vocabulary of some texts, each given by its views."""
    in_texts = {view: Counter[str]() for view in VIEWS}
    for views in texts:
        for view in views:
            in_texts[view.name].update(view.counts.keys())
    most = MOST_SHARE * len(texts) if len(texts) > FEW_TEXTS else len(texts)
    features: dict[str, list[str]] = {}
    rarities: list[Numbers] = []
    for name, counted in in_texts.items():
        least = LEAST_TEXTS[name] if len(texts) > FEW_TEXTS else 1
        kept = [(feature, number) for feature, number in counted.most_common() if least <= number <= most]
        features[name] = [feature for feature, _ in kept[:MOST_FEATURES]]
        numbers = np.array([number for _, number in kept[:MOST_FEATURES]], dtype=np.float64)
        rarities.append(np.log((1 + len(texts)) / (1 + numbers)) + 1)
    return Vocabulary(features, np.concatenate(rarities))
