"""A model that guesses the service of a letter: a vocabulary and one linear score for each service."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
import numpy.typing as npt

from zenne.mailroom.routing.rules.chances import best_places, chances_of
from zenne.mailroom.routing.rules.features import LOOKED_AT_CHARACTERS, WORD, folded, pieces, views_of
from zenne.mailroom.routing.rules.vocabulary import Numbers, Places, Vocabulary

MOST_REASONS: Final = 4
LEAST_LETTERS: Final = 3
LEAST_PART: Final = 0.25
"""Of what the first word counts: a word that counts less is no reason that a person believes."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A service that a letter may be for, how probable that is, and the words of the letter that say so."""

    service: str
    probability: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Routing:
    """Where a letter goes.

    Attributes:
        service: the service that it goes to without a person; nothing when that is not sure enough.
        confidence: how probable the best guess is, between 0 and 1.
        best: the three best guesses, the likeliest first; fewer when there are fewer services.
    """

    service: str | None
    confidence: float
    best: tuple[Guess, ...]


NOT_KNOWN: Final = Routing(None, 0.0, ())


@dataclass(frozen=True)
class Model:
    """What was learned.

    Attributes:
        services: the slugs of the services, in the order of the scores.
        coefficients: features times services; the last row is the same for every letter.
        steepness: how much a difference of scores means.
        sure_from: the confidence from which on it routes alone; nothing: it never does.
        letters: from how many answered letters it learned.
        learned_until: when the newest of them came; nothing when it knows the catalogue only.
    """

    services: tuple[str, ...]
    vocabulary: Vocabulary
    coefficients: npt.NDArray[np.float32]
    steepness: float
    sure_from: float | None
    letters: int = 0
    learned_until: datetime | None = None

    def route(self, *, subject: str, text: str) -> Routing:
        """Where a letter goes, and why."""
        places, values = self.vocabulary.vector(views_of(subject, text))
        if not len(places):
            return NOT_KNOWN
        rows = self.coefficients[places].astype(np.float64)
        scores = values @ rows + self.coefficients[-1]
        chances = chances_of(scores[np.newaxis], steepness=self.steepness)[0]
        best = best_places(chances)
        weights = values[:, np.newaxis] * (rows - rows.mean(axis=1, keepdims=True))
        words = words_in(f"{subject} {text}", self.vocabulary, places)
        guesses = tuple(
            Guess(self.services[each], float(chances[each]), reasons(words, weights[:, each])) for each in best
        )
        is_sure = self.sure_from is not None and guesses[0].probability >= self.sure_from
        return Routing(guesses[0].service if is_sure else None, guesses[0].probability, guesses)

    def chances(self, letters: Iterable[tuple[str, str]]) -> Numbers:
        """The probabilities of the services for many letters, each a subject and a text; one row a letter."""
        rows = [self.scores(self.vocabulary.vector(views_of(*letter))) for letter in letters]
        scores = np.array(rows) if rows else np.empty((0, len(self.services)))
        return chances_of(scores, steepness=self.steepness) if rows else scores

    def scores(self, vector: tuple[Places, Numbers]) -> Numbers:
        places, values = vector
        return np.asarray(values @ self.coefficients[places] + self.coefficients[-1])


def words_in(text: str, vocabulary: Vocabulary, places: Places) -> dict[str, list[int]]:
    """The words of a text, as written first, with the positions in ``places`` of all that they are made of."""
    positions = {place: position for position, place in enumerate(places.tolist())}
    found: dict[str, list[int]] = {}
    seen: set[str] = set()
    for word in dict.fromkeys(WORD.findall(text[:LOOKED_AT_CHARACTERS])):
        plain = folded(word)
        if len(word) < LEAST_LETTERS or plain in seen:
            continue
        seen.add(plain)
        known = [positions[each] for each in columns_of(plain, vocabulary) if each in positions]
        if known:
            found[word] = known
    return found


def columns_of(word: str, vocabulary: Vocabulary) -> Iterator[int]:
    """Where a word and its pieces stand."""
    yield vocabulary.columns["words"].get(word, -1)
    for piece in pieces(word, 4, 5):
        yield vocabulary.columns["pieces"].get(piece, -1)


def reasons(words: Mapping[str, Sequence[int]], counts: Numbers) -> tuple[str, ...]:
    """The words that count most. ``counts``: what each position counts for a service, against the others."""
    ranked = sorted(
        ((float(counts[positions].sum()), word) for word, positions in words.items()), key=lambda each: -each[0]
    )
    least = max(LEAST_PART * ranked[0][0], 0.0) if ranked else 0.0
    return tuple(word for count, word in ranked[:MOST_REASONS] if count > least)
