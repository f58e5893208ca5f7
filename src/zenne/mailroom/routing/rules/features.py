"""What a text is made of for routing: words, pairs of words, and pieces of words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

LOOKED_AT_CHARACTERS: Final = 20_000
"""Of a longer letter the beginning: what it is for stands there, and nobody can make reading it slow."""
WORD: Final = re.compile(r"\w\w+")
DIGIT: Final = re.compile(r"\d")
VIEWS: Final = ("words", "pieces", "subject")


@dataclass(frozen=True, slots=True)
class View:
    """How often each feature occurs in one way of looking at a text."""

    name: str
    counts: Mapping[str, int]


def folded(text: str) -> str:
    """In small letters and without accents, as people in a hurry write, and every digit a 0.

    So no number of a person gets into a model.
    """
    looked_at = DIGIT.sub("0", text[:LOOKED_AT_CHARACTERS].lower())
    if looked_at.isascii():
        return looked_at
    plain = "".join(each for each in unicodedata.normalize("NFKD", looked_at) if not unicodedata.combining(each))
    return DIGIT.sub("0", plain[:LOOKED_AT_CHARACTERS])


def views_of(subject: str, text: str) -> tuple[View, View, View]:
    """A text as words, as pieces of words (Dutch and German compounds share these), and its subject alone.

    The subject is also part of the first two.
    """
    title, whole = folded(subject), folded(f"{subject} . {text}")
    return (
        View("words", Counter(words_and_pairs(WORD.findall(whole)))),
        View("pieces", Counter(each for word in whole.split() for each in pieces(word, 4, 5))),
        View("subject", Counter(each for word in title.split() for each in pieces(word, 3, 5))),
    )


def words_and_pairs(words: list[str]) -> Iterator[str]:
    """Each word, then each two that follow each other."""
    yield from words
    for first, second in pairwise(words):
        yield f"{first} {second}"


def pieces(word: str, shortest: int, longest: int) -> Iterator[str]:
    """The parts of a word with a space before and after it, so that its begin and its end are told apart."""
    padded = f" {word} "
    for length in range(shortest, longest + 1):
        if length >= len(padded):
            yield padded
            return
        for start in range(len(padded) - length + 1):
            yield padded[start : start + length]


def words_seen(text: str) -> Counter[str]:
    """How often each word is in a text."""
    return Counter(WORD.findall(folded(text)))
