"""Whether a letter asks a precise question, by the words that mean something to the city."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from zenne.core.search.public import is_stop_word
from zenne.mailroom.routing.live import live_model
from zenne.mailroom.routing.model import Model
from zenne.mailroom.routing.rules.ready_answers import covered, likeness, telling_words

OF_A_STOP_WORD: Final = 0.1
LEAST: Final = 0.3
RARE: Final = 90
"""The percentile of the weights that counts as a whole word: also of one that the model has never seen."""


def likenesses(
    text: str, examples: Mapping[str, Sequence[str]], *, language: str, without: Collection[str] = ()
) -> dict[str, float]:
    """How much a text asks what some examples ask, by the key of each group of them.

    Args:
        text: subject and words of a letter, without quotes and signature.
        examples: sentences in the language of the letter.
        without: folded words that mean nothing here, such as the name of the writer.
    """
    words = telling_words(text, without=without)
    asked = {key: [telling_words(each) for each in sentences] for key, sentences in examples.items()}
    everything = {*words, *(word for group in asked.values() for sentence in group for word in sentence)}
    weights = weights_of(everything, language=language, model=live_model())
    return {key: likeness(words, group, weights=weights) for key, group in asked.items()}


def share_said(text: str, *, of: str, language: str) -> float:
    """The share of what one text says that another says too, between 0 and 1."""
    wanted, words = telling_words(of), telling_words(text)
    return covered(wanted, words, weights=weights_of({*wanted, *words}, language=language, model=live_model()))


def weights_of(words: Iterable[str], *, language: str, model: Model | None) -> dict[str, float]:
    """What each word counts: little when it means nothing by itself or all letters have it; one that is new, whole."""
    if model is None:
        return {each: OF_A_STOP_WORD if is_stop_word(each, language) else 1.0 for each in words}
    columns, values = model.vocabulary.columns["words"], model.vocabulary.weights
    whole = float(np.percentile(values[: len(columns)], RARE)) if columns else 1.0
    found: dict[str, float] = {}
    for each in words:
        known = float(values[columns[each]]) / whole if each in columns else 1.0
        found[each] = OF_A_STOP_WORD if is_stop_word(each, language) else min(1.0, max(LEAST, known))
    return found
