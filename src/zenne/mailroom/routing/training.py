"""Learning a model: ridge regression of one service against all others, on sparse vectors.

Rifkin and Klautau, In defense of one-vs-all classification (2004), find it as good as support vector machines; in its
dual form one system of equations with as many unknowns as letters serves all services at once.
"""

from collections.abc import Iterator, Sequence
from math import inf
from typing import Final

import numpy as np
import numpy.typing as npt
import scipy  # its parts are loaded when first used: most processes never do

from zenne.mailroom.routing.examples import Example
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


def learned_model(examples: Sequence[Example]) -> Model:
    """A model of these examples; it routes alone when guesses about letters that it did not know prove sure enough."""
    ordered = sorted(examples, key=lambda each: each.at.timestamp() if each.at else -inf)
    services = tuple(sorted({each.service for each in ordered}))
    labels = np.array([services.index(each.service) for each in ordered])
    views = [views_of(each.subject, each.text) for each in ordered]
    texts = [f"{each.subject} {each.text}" for each in ordered]
    dates = [each.at for each in ordered if each.at is not None]
    steepness, limit = trust(texts, views, labels, letters=len(dates))
    vocabulary, coefficients = fitted(views, labels, len(services))
    until = dates[-1] if dates else None
    return Model(services, vocabulary, coefficients, steepness, limit, letters=len(dates), learned_until=until)


def trust(texts: Sequence[str], views: Views, labels: Labels, *, letters: int) -> tuple[float, float | None]:
    """The steepness of the probabilities, and from where on they are sure, by letters that were left out.

    The letters are the last of the texts, the newest at the end. What is sure must be so twice: for letters that were
    left out in turn, and for the newest ones by those before them, because what people write about changes.
    """
    if letters < PARTS:
        return FIRST_STEEPNESS, None
    scores = np.zeros((len(labels), int(labels.max()) + 1))
    for rest, part in parts(texts):
        scores[part] = guessed(views, labels, rest, part)
    last = np.arange(len(labels) - letters // PARTS, len(labels))
    newest = guessed(views, labels, np.arange(last[0]), last)
    steepness = fitting_steepness(scores[-letters:], labels[-letters:])
    limits = [
        sure_from(chances.max(axis=1), chances.argmax(axis=1) == right)
        for chances, right in (
            (chances_of(scores[-letters:], steepness=steepness), labels[-letters:]),
            (chances_of(newest, steepness=steepness), labels[last]),
        )
    ]
    found = [each for each in limits if each is not None]
    return steepness, max(found) if len(found) == len(limits) else None


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
