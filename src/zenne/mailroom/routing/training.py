"""Learning a model: ridge regression of one service against all others, on sparse vectors; and what an encoder adds.

Rifkin and Klautau, In defense of one-vs-all classification (2004), find it as good as support vector machines; in its
dual form one system of equations with as many unknowns as letters serves all services at once.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import inf
from typing import Final

import numpy as np
import numpy.typing as npt
import scipy  # its parts are loaded when first used: most processes never do

from zenne.mailroom.routing.encoding import Encoder, Vectors, meanings
from zenne.mailroom.routing.examples import Example
from zenne.mailroom.routing.meaning import Meaning, added_scores, fitted_meaning
from zenne.mailroom.routing.model import Model
from zenne.mailroom.routing.rules.chances import chances_of, fitting_steepness, sure_from
from zenne.mailroom.routing.rules.features import WORD, View, folded, views_of
from zenne.mailroom.routing.rules.vocabulary import Numbers, Vocabulary, vocabulary_of
from zenne.mailroom.routing.sparse_rows import matrix_of

Labels = npt.NDArray[np.int64]
Views = Sequence[tuple[View, View, View]]

RIDGE: Final = 1.6
BALANCE: Final = 0.8
"""How far services with few letters are raised: 0 not at all, 1 until all count the same."""
MOST_STEPS: Final = 60
EXACT_ENOUGH: Final = 1e-3
PARTS: Final = 4
"""For each part a model is learned from the others, and guesses it: how sure guesses are is learned from letters that
the model did not know."""
BEGINNING_CHARACTERS: Final = 200
FIRST_STEEPNESS: Final = 8.0


@dataclass(frozen=True)
class Known:
    """Texts whose service is known, the letters last and the newest at the end.

    Attributes:
        labels: the number of the service of each.
        letters: how many of them are letters.
    """

    texts: Sequence[str]
    labels: Labels
    letters: int


@dataclass(frozen=True)
class LeftOut:
    """Scores by what was learned from other texts; empty when there are too few letters.

    Attributes:
        in_turn: of all texts, each part by the others.
        newest: of the newest letters, by those before them.
    """

    in_turn: Numbers
    newest: Numbers


def learned_model(examples: Sequence[Example], *, encoder: Encoder | None = None) -> Model:
    """A model of these examples; it routes alone when guesses about letters that it did not know prove sure enough.

    Args:
        examples: letters and texts of at least two services.
        encoder: what also says what a text means; nothing: the words alone count.

    Raises:
        BrokenEncoder: the encoder does not work.
    """
    ordered = sorted(examples, key=lambda each: each.at.timestamp() if each.at else -inf)
    services = tuple(sorted({each.service for each in ordered}))
    labels = np.array([services.index(each.service) for each in ordered])
    views = [views_of(each.subject, each.text) for each in ordered]
    dates = [each.at for each in ordered if each.at is not None]
    known = Known([f"{each.subject} {each.text}" for each in ordered], labels, len(dates))
    by_words = left_out(known, partial(guessed, views, labels))
    steepness, limit = trust(by_words, known)
    vocabulary, coefficients = fitted(views, labels, len(services))
    until = dates[-1] if dates else None
    model = Model(services, vocabulary, coefficients, steepness, limit, letters=len(dates), learned_until=until)
    if encoder is None:
        return model
    vectors = meanings(encoder, [(each.subject, each.text) for each in ordered])
    return replace(model, meaning=learned_meaning(encoder.name, vectors, known, by_words=by_words))


def learned_meaning(encoder: str, vectors: Vectors, known: Known, *, by_words: LeftOut) -> Meaning:
    """What the vectors of texts teach, and how far words and meaning may be trusted together."""
    by_meaning = left_out(known, partial(guessed_by_meaning, vectors, known.labels))
    both = LeftOut(by_words.in_turn + by_meaning.in_turn, by_words.newest + by_meaning.newest)
    steepness, limit = trust(both, known)
    centre, coefficients = fitted_meaning(vectors, known.labels, int(known.labels.max()) + 1)
    return Meaning(encoder, centre, coefficients, steepness, limit)


def left_out(known: Known, guess: Callable[[Labels, Labels], Numbers]) -> LeftOut:
    """The scores of texts that were left out. ``guess``: those of some, given second, by the others, given first."""
    if known.letters < PARTS:
        return LeftOut(np.empty((0, 0)), np.empty((0, 0)))
    number = len(known.labels)
    in_turn = np.zeros((number, int(known.labels.max()) + 1))
    for rest, part in parts(known.texts):
        in_turn[part] = guess(rest, part)
    last = np.arange(number - known.letters // PARTS, number)
    return LeftOut(in_turn, guess(np.arange(last[0]), last))


def trust(scores: LeftOut, known: Known) -> tuple[float, float | None]:
    """The steepness of the probabilities, and from where on they are sure, by letters that were left out.

    What is sure must be so twice: for letters that were left out in turn, and for the newest ones by those before them,
    because what people write about changes.
    """
    if known.letters < PARTS:
        return FIRST_STEEPNESS, None
    in_turn, right = scores.in_turn[-known.letters :], known.labels[-known.letters :]
    steepness = fitting_steepness(in_turn, right)
    limits = [
        sure_from(chances.max(axis=1), chances.argmax(axis=1) == these)
        for chances, these in (
            (chances_of(in_turn, steepness=steepness), right),
            (chances_of(scores.newest, steepness=steepness), right[-len(scores.newest) :]),
        )
    ]
    found = [each for each in limits if each is not None]
    return steepness, max(found) if len(found) == len(limits) else None


def guessed_by_meaning(vectors: Vectors, labels: Labels, known: Labels, unknown: Labels) -> Numbers:
    """What the meaning of some texts adds to their scores, by what was learned from others; see ``guessed``."""
    number = int(labels.max()) + 1
    if not len(known) or not len(unknown):
        return np.zeros((len(unknown), number))
    return added_scores(*fitted_meaning(vectors[known], labels[known], number), vectors[unknown])


def guessed(views: Views, labels: Labels, known: Labels, unknown: Labels) -> Numbers:
    """The scores of some texts by what was learned from others; zeros when there are none to learn from."""
    number = int(labels.max()) + 1
    if not len(known) or not len(unknown):
        return np.zeros((len(unknown), number))
    vocabulary, coefficients = fitted([views[each] for each in known], labels[known], number)
    return np.asarray(with_constant(vocabulary, [views[each] for each in unknown]) @ coefficients)


def parts(texts: Sequence[str]) -> Iterator[tuple[Labels, Labels]]:
    """Each part of the texts with the rest before it; drawn by lot, always the same.

    Texts that begin alike are in one part: what somebody sent to several services at once is otherwise recognised, and
    sent with great confidence to where its twin went.
    """
    beginnings = [" ".join(WORD.findall(folded(text[:BEGINNING_CHARACTERS]))) for text in texts]
    _, groups = np.unique(beginnings, return_inverse=True)
    drawn = np.random.default_rng(0).permutation(groups.max() + 1)[groups] % PARTS
    for part in range(PARTS):
        yield np.flatnonzero(drawn != part), np.flatnonzero(drawn == part)


def fitted(views: Views, labels: Labels, number: int) -> tuple[Vocabulary, npt.NDArray[np.float32]]:
    """The vocabulary of some texts and the coefficients of the services."""
    vocabulary = vocabulary_of(views, labels.tolist())
    matrix = with_constant(vocabulary, views)
    sizes = np.bincount(labels, minlength=number)
    weights = (len(labels) / max(int(np.count_nonzero(sizes)), 1) / sizes[labels]) ** BALANCE
    wanted = np.eye(number)[labels]
    return vocabulary, np.asarray(matrix.T @ solved(matrix, wanted, RIDGE / weights), dtype=np.float32)


def with_constant(vocabulary: Vocabulary, views: Views) -> "scipy.sparse.csr_array":
    """The vectors of texts as rows, with a last column that is 1 for each."""
    vectors = [vocabulary.vector(each) for each in views]
    whole = [(np.append(places, vocabulary.size), np.append(values, 1.0)) for places, values in vectors]
    return matrix_of(whole, width=vocabulary.size + 1)


def solved(matrix: "scipy.sparse.csr_array", wanted: Numbers, ridge: Numbers) -> Numbers:
    """The solution X of (matrix matrixᵀ + diag(ridge)) X = wanted, by conjugate gradients, all columns at once.

    Args:
        matrix: texts times features.
        wanted: texts times services.
        ridge: one positive number for each text.
    """
    turned = matrix.T.tocsr()
    scale = 1.0 / (matrix.multiply(matrix).sum(axis=1) + ridge)[:, np.newaxis]
    solution = np.zeros_like(wanted)
    rest = wanted.copy()
    direction = ahead = scale * rest
    power = (rest * ahead).sum(axis=0)
    enough = EXACT_ENOUGH**2 * power
    for _ in range(MOST_STEPS):
        if (power <= enough).all():
            break
        image = matrix @ (turned @ direction) + ridge[:, np.newaxis] * direction
        step = power / np.maximum((direction * image).sum(axis=0), 1e-300)
        solution += step * direction
        rest -= step * image
        ahead = scale * rest
        previous, power = power, (rest * ahead).sum(axis=0)
        direction = ahead + (power / np.maximum(previous, 1e-300)) * direction
    return solution
