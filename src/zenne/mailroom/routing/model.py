"""A model that guesses the service of a letter: a vocabulary and one linear score for each service."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
import numpy.typing as npt

from zenne.mailroom.routing.encoding import Encoder, meanings
from zenne.mailroom.routing.meaning import Meaning
from zenne.mailroom.routing.rules.chances import best_places, chances_of
from zenne.mailroom.routing.rules.features import LOOKED_AT_CHARACTERS, WORD, folded, pieces, views_of
from zenne.mailroom.routing.rules.vocabulary import Numbers, Places, Vocabulary

MOST_REASONS: Final = 4
LEAST_LETTERS: Final = 3
LEAST_PART: Final = 0.25
"""Of what the first word counts: a word that counts less is no reason that a person believes."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A service that a letter may be for, how probable that is, and the words of the letter that say so.

    ``words`` are those that count most of what the words say. An encoder has no words to give.
    """

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
        meaning: what an encoder adds; nothing when there was none. The rest is a whole model without it: a process that
            has no such encoder routes by words alone, with a steepness and a limit that were measured so.
    """

    services: tuple[str, ...]
    vocabulary: Vocabulary
    coefficients: npt.NDArray[np.float32]
    steepness: float
    sure_from: float | None
    letters: int = 0
    learned_until: datetime | None = None
    meaning: Meaning | None = None

    def route(self, *, subject: str, text: str, encoder: Encoder | None = None) -> Routing:
        """Where a letter goes, and why.

        Raises:
            BrokenEncoder: the encoder does not work.
        """
        places, values = self.vocabulary.vector(views_of(subject, text))
        if not len(places):
            return NOT_KNOWN
        rows = self.coefficients[places].astype(np.float64)
        scores = (values @ rows + self.coefficients[-1])[np.newaxis]
        chances = self.with_meaning(scores, [(subject, text)], encoder)
        limit = self.limit(encoder)
        best = best_places(chances[0])
        weights = values[:, np.newaxis] * (rows - rows.mean(axis=1, keepdims=True))
        words = words_in(f"{subject} {text}", self.vocabulary, places)
        guesses = tuple(
            Guess(self.services[each], float(chances[0, each]), reasons(words, weights[:, each])) for each in best
        )
        is_sure = limit is not None and guesses[0].probability >= limit
        return Routing(guesses[0].service if is_sure else None, guesses[0].probability, guesses)

    def with_meaning(self, scores: Numbers, letters: Sequence[tuple[str, str]], encoder: Encoder | None) -> Numbers:
        """The probabilities of the services by the scores of the words and, where it can be asked, by the encoder."""
        meaning = self.meaning_for(encoder)
        if meaning is None or encoder is None:
            return chances_of(scores, steepness=self.steepness)
        return chances_of(scores + meaning.scores(meanings(encoder, letters)), steepness=meaning.steepness)

    def limit(self, encoder: Encoder | None = None) -> float | None:
        """From which confidence on letters go their way alone, with this encoder or without one."""
        meaning = self.meaning_for(encoder)
        return meaning.sure_from if meaning else self.sure_from

    def meaning_for(self, encoder: Encoder | None) -> Meaning | None:
        """What was learned with this encoder."""
        return self.meaning if encoder and self.meaning and encoder.name == self.meaning.encoder else None

    def chances(self, letters: Iterable[tuple[str, str]], *, encoder: Encoder | None = None) -> Numbers:
        """The probabilities of the services for many letters, each a subject and a text; one row a letter."""
        asked = list(letters)
        if not asked:
            return np.empty((0, len(self.services)))
        scores = np.array([self.scores(self.vocabulary.vector(views_of(*each))) for each in asked])
        return self.with_meaning(scores, asked, encoder)

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
