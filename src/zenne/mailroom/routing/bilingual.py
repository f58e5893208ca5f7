"""Finding a text in another language without a dictionary: what it is about, learned from the city's own translations.

The texts of each language are brought into few dimensions (latent semantic analysis: Deerwester and others, 1990); a
ridge regression learns where a text of one language lies among those of the other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import permutations
from typing import Final

import numpy as np
import numpy.typing as npt
import scipy  # its parts are loaded when first used: most processes never do

from zenne.mailroom.routing.rules.features import words_seen
from zenne.mailroom.routing.rules.vocabulary import Numbers, Places
from zenne.mailroom.routing.sparse_rows import matrix_of

DIMENSIONS: Final = 300
TEXTS_FOR_A_DIMENSION: Final = 4
RIDGE: Final = 0.5
LEAST_TEXTS: Final = 30
"""Texts in two languages below which nothing is learned about them."""
MOST_TEXTS: Final = 10_000
MOST_WORDS: Final = 20_000


@dataclass(frozen=True)
class Space:
    """What the texts of one language are about.

    Attributes:
        words: in the order of the rows.
        weights: how rare each word is.
        axes: words times dimensions.
    """

    words: Sequence[str]
    weights: Numbers
    axes: npt.NDArray[np.float32]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The row of each word."""
        return {word: place for place, word in enumerate(self.words)}

    def vector(self, counts: Mapping[str, int]) -> tuple[Places, Numbers]:
        """The rows of the words of a text, and their values; the vector is 1 long, unless no word is known."""
        known = [(self.places[word], count) for word, count in counts.items() if word in self.places]
        found = np.array(known, dtype=np.int64).reshape(-1, 2)
        return found[:, 0], unit((1 + np.log(found[:, 1])) * self.weights[found[:, 0]])

    def position(self, text: str) -> Numbers:
        """Where a text lies, a vector of length 1; of zeros when no word is known."""
        places, values = self.vector(words_seen(text))
        return unit(values @ self.axes[places].astype(np.float64))


@dataclass(frozen=True)
class Projection:
    """The spaces of some languages, and the matrix by which each leads to another: ``ways["nl", "fr"]``."""

    spaces: Mapping[str, Space]
    ways: Mapping[tuple[str, str], Numbers]

    def languages_from(self, language: str) -> list[str]:
        """The languages into which texts of this one can be brought."""
        return [to for begin, to in self.ways if begin == language]

    def carried(self, text: str, *, language: str, to: str) -> Numbers:
        """Where the translation of a text should lie; a vector of length 1, or of zeros.

        Raises:
            KeyError: no way leads there.
        """
        return unit(self.spaces[language].position(text) @ self.ways[language, to])


def unit(vector: Numbers) -> Numbers:
    length = np.sqrt((vector * vector).sum(axis=-1, keepdims=True))
    return np.asarray(vector / np.maximum(length, 1e-12))


def learned_projection(texts: Iterable[Mapping[str, str]]) -> Projection:
    """Learn from texts that say the same in several languages; each is given by its languages."""
    usable = [each for each in texts if len(each) > 1][-MOST_TEXTS:]
    languages = sorted({language for each in usable for language in each})
    in_language = {language: [each for each in usable if each.get(language, "").strip()] for language in languages}
    spaces = {
        language: space_of([each[language] for each in found])
        for language, found in in_language.items()
        if len(found) >= LEAST_TEXTS
    }
    ways: dict[tuple[str, str], Numbers] = {}
    for begin, end in permutations(spaces, 2):
        both = [(each[begin], each[end]) for each in in_language[begin] if each.get(end, "").strip()]
        if len(both) >= LEAST_TEXTS:
            ways[begin, end] = way(spaces[begin], spaces[end], both)
    return Projection(spaces, ways)


def space_of(texts: Sequence[str]) -> Space:
    """The space of one language, from the words that are in at least two and at most half of its texts."""
    seen = [words_seen(text) for text in texts]
    in_texts: dict[str, int] = {}
    for counts in seen:
        for word in counts:
            in_texts[word] = in_texts.get(word, 0) + 1
    ranked = sorted(in_texts.items(), key=lambda each: (-each[1], each[0]))
    words = [word for word, number in ranked if 2 <= number <= max(len(texts) / 2, 2)][:MOST_WORDS]
    weights = np.log((1 + len(texts)) / (1 + np.array([in_texts[word] for word in words], dtype=np.float64))) + 1
    flat = Space(words, weights, np.zeros((len(words), 1), dtype=np.float32))
    matrix = matrix_of([flat.vector(counts) for counts in seen], width=len(words))
    return replace(flat, axes=axes_of(matrix))


def axes_of(matrix: "scipy.sparse.csr_array") -> npt.NDArray[np.float32]:
    """The first right singular vectors, as columns."""
    texts, words = matrix.shape
    most = min(DIMENSIONS, texts // TEXTS_FOR_A_DIMENSION, words - 1)
    if most < 1:
        return np.zeros((matrix.shape[1], 1), dtype=np.float32)
    _, _, axes = scipy.sparse.linalg.svds(matrix, k=most, rng=np.random.default_rng(0))
    return np.asarray(axes.T, dtype=np.float32)


def way(begin: Space, end: Space, texts: Sequence[tuple[str, str]]) -> Numbers:
    """The matrix that brings texts of one language nearest to their translations."""
    here = np.array([begin.position(text) for text, _ in texts])
    there = np.array([end.position(text) for _, text in texts])
    return np.asarray(np.linalg.solve(here.T @ here + RIDGE * np.eye(here.shape[1]), here.T @ there))
