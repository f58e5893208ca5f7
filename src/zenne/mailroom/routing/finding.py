"""Finding passages that may answer a letter: by its words in its own language, by what it is about in others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import scipy  # its parts are loaded when first used: most processes never do

from zenne.mailroom.routing.bilingual import Projection
from zenne.mailroom.routing.passages import Passage
from zenne.mailroom.routing.rules.chances import best_places
from zenne.mailroom.routing.rules.features import View, views_of
from zenne.mailroom.routing.rules.vocabulary import SHARES, Numbers, Vocabulary, vocabulary_of
from zenne.mailroom.routing.sparse_rows import matrix_of

OWN_LANGUAGE_SHARE: Final = SHARES["words"] + SHARES["pieces"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage that may answer a letter.

    Attributes:
        key: of the passage.
        language: of the passage; another than the letter's when it was found across languages.
        likeness: between 0 and 1; comparable among passages of one language only.
    """

    key: str
    language: str
    likeness: float


@dataclass(frozen=True)
class Finder:
    """Passages, ready to be compared with.

    Attributes:
        matrix: passages times features of the vocabulary.
        positions: where each passage lies in the space of its language; of zeros when there is none.
    """

    keys: Sequence[str]
    languages: Sequence[str]
    vocabulary: Vocabulary
    matrix: "scipy.sparse.csr_array"
    positions: npt.NDArray[np.float32]
    projection: Projection

    @cached_property
    def rows(self) -> dict[str, npt.NDArray[np.int64]]:
        """The passages of each language."""
        languages = np.array(self.languages)
        return {str(each): np.flatnonzero(languages == each) for each in dict.fromkeys(self.languages)}

    def suggestions(self, text: str, *, language: str, most: int = 5) -> tuple[Suggestion, ...]:
        """The passages of the letter's language that are likest, then those of each other language."""
        found = list(self.best(language, self.likeness(text, language), most=most))
        for other in self.projection.languages_from(language):
            if other in self.rows:
                target = self.projection.carried(text, language=language, to=other)
                found.extend(self.best(other, self.positions[self.rows[other], : len(target)] @ target, most=most))
        return tuple(found)

    def likeness(self, text: str, language: str) -> Numbers:
        """How like a text each passage of its language is: the cosine over words and pieces of words."""
        rows = self.rows.get(language, np.empty(0, np.int64))
        places, values = self.vocabulary.vector(compared(text))
        query = np.zeros(self.vocabulary.size)
        query[places] = values
        return np.asarray(self.matrix[rows] @ query) / OWN_LANGUAGE_SHARE

    def best(self, language: str, likeness: Numbers, *, most: int) -> Iterator[Suggestion]:
        for place in best_places(likeness, most=most):
            if likeness[place] > 0:
                key = self.keys[self.rows[language][place]]
                yield Suggestion(key, language, min(1.0, float(likeness[place])))


def compared(text: str) -> tuple[View, View, View]:
    """What of a text is compared: a passage has no subject."""
    return views_of("", text)


def finder_of(passages: Sequence[Passage], projection: Projection) -> Finder:
    """Make passages ready to be compared with. There must be one at least."""
    views = [compared(each.text) for each in passages]
    vocabulary = vocabulary_of(views, [0] * len(views))
    matrix = matrix_of([vocabulary.vector(each) for each in views], width=vocabulary.size).astype(np.float32)
    return Finder(
        keys=[each.key for each in passages],
        languages=[each.language for each in passages],
        vocabulary=vocabulary,
        matrix=matrix,
        positions=positions_of(passages, projection),
        projection=projection,
    )


def positions_of(passages: Sequence[Passage], projection: Projection) -> npt.NDArray[np.float32]:
    widths = [space.axes.shape[1] for space in projection.spaces.values()]
    positions = np.zeros((len(passages), max(widths, default=1)), dtype=np.float32)
    for row, passage in enumerate(passages):
        if space := projection.spaces.get(passage.language):
            position = space.position(passage.text)
            positions[row, : len(position)] = position
    return positions
