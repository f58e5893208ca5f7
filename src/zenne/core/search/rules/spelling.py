"""Which word of the vocabulary was meant."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

SHORTEST_PART = 5
MOST_RELATED = 8


@dataclass(frozen=True, slots=True)
class KnownWord:
    """A word of the vocabulary: folded, as it is shown, and in how many documents of its language it stands."""

    folded: str
    shown: str
    language: str
    frequency: int


def allowed_distance(word: str) -> int:
    """How many letters of a folded word may be wrong: 0 up to three letters, 1 up to five, 2 beyond."""
    if len(word) <= 3:
        return 0
    return 1 if len(word) <= 5 else 2


def nearest(word: str, candidates: Iterable[KnownWord], *, language: str) -> KnownWord | None:
    """The known word nearest to a mistyped one, or None when none is near enough.

    Distance is Damerau-Levenshtein (a letter too many, too few, another, two swapped). Of equally near words one with
    the same first letter is preferred, then one in the reader's ``language``, then the most frequent.
    """
    most = allowed_distance(word)
    best: tuple[tuple[int, bool, bool, int, str], KnownWord] | None = None
    for known in candidates:
        distance = DamerauLevenshtein.distance(word, known.folded, score_cutoff=most)
        if 0 < distance <= most:
            is_foreign, begins_differently = known.language != language, known.folded[0] != word[0]
            rank = (distance, begins_differently, is_foreign, -known.frequency, known.folded)
            if best is None or rank < best[0]:
                best = (rank, known)
    return best[1] if best else None


def related(word: str, candidates: Iterable[KnownWord]) -> tuple[KnownWord, ...]:
    """The known compounds of which a word is a part, or else the longest known words that are parts of it.

    Dutch and German write compounds as one word: "vergunning" is part of "parkeervergunning".
    """
    known = sorted(set(candidates), key=lambda each: (-each.frequency, each.folded, each.language))
    if len(word) >= SHORTEST_PART:
        wholes = [each for each in known if word in each.folded and word != each.folded]
        if wholes:
            return tuple(wholes[:MOST_RELATED])
    parts = [each for each in known if len(each.folded) >= SHORTEST_PART and each.folded in word]
    longest = max((len(each.folded) for each in parts), default=0)
    return tuple(each for each in parts if len(each.folded) == longest)[:MOST_RELATED]
