"""Which passages are offered for an answer, and what of an earlier answer can be used again."""

import re
from collections.abc import Iterable
from typing import Final, Protocol, TypeVar

FROM_OTHER_LANGUAGES: Final = 2
"""So many places are for passages that were found across languages, when there are any."""
LEAST_LIKENESS: Final = 0.05
"""Below that, a passage shares no more than everyday words with a letter."""
LEAST_OF_THE_BEST: Final = 0.25
"""The share of the likeness of the best of its language that a passage needs."""
LONGEST_GREETING: Final = 80
GREETING: Final = re.compile(
    r"(?:beste|geachte|dag|goeden?dag|hallo|bonjour|madame|monsieur|chère?s?|dear|good (?:day|morning|afternoon)|hello"
    r"|hi|guten (?:tag|morgen)|sehr geehrter?|liebe[rs]?)\b[^.?]*[,!]?",
    re.IGNORECASE,
)


class Found(Protocol):
    """A passage that was found; ``likeness`` can be compared among passages of one language only."""

    @property
    def key(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def likeness(self) -> float: ...


F = TypeVar("F", bound=Found)


def chosen(found: Iterable[F], *, language: str, most: int = 5) -> list[F]:
    """The passages that are offered, each thing once: those of the letter's language first, then of others.

    Args:
        found: by language, the likest of each first.
        language: of the letter.
    """
    once: dict[str, F] = {}
    best: dict[str, float] = {}
    for each in found:
        least = LEAST_OF_THE_BEST * best.setdefault(each.language, each.likeness)
        if each.likeness >= max(least, LEAST_LIKENESS):
            once.setdefault(each.key, each)
    own = [each for each in once.values() if each.language == language]
    others = sorted((each for each in once.values() if each.language != language), key=lambda each: -each.likeness)
    places = max(most - len(own), min(FROM_OTHER_LANGUAGES, len(others)))
    return [*own[: most - places], *others[:places]] if places < most else others[:most]


def without_greeting(text: str) -> str:
    """An answer without the line that greets the person for whom it was written."""
    first, _, rest = text.strip().partition("\n")
    is_greeting = len(first) <= LONGEST_GREETING and GREETING.fullmatch(first.strip())
    return rest.strip() if is_greeting and rest.strip() else text.strip()


def joined(draft: str, passage: str) -> str:
    """A draft with a passage after what is written already."""
    return f"{draft.rstrip()}\n\n{passage}" if draft.strip() else passage
