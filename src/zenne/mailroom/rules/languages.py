"""In which language somebody wrote, and in which languages they are answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

SURE_FROM: Final = 0.80
"""A share above which one language is taken for the language of a message."""
SHORT_LETTERS: Final = 20
"""Letters below which words say too little: “Document” is Dutch, French, English and German."""
PRIOR_WEIGHT: Final = 0.25
FLOOR: Final = 0.02
ALIKE: Final[Mapping[str, str]] = {"af": "nl", "li": "nl", "vls": "nl", "fy": "nl", "zea": "nl", "wa": "fr", "oc": "fr"}
ALIKE_MORE: Final[Mapping[str, str]] = {"lb": "de", "als": "de", "bar": "de", "nds": "de", "ksh": "de"}
"""Neighbours that a detector takes a short text for, and the language that people here write."""


@dataclass(frozen=True, slots=True)
class Detected:
    """The language of a message; ``answer_in`` has more than one when that is not sure. Shares add up to at most 1."""

    language: str
    shares: Mapping[str, float]
    answer_in: tuple[str, ...]


def detected(
    found: Mapping[str, float],
    *,
    letters: int,
    priors: Mapping[str, float],
    official: Sequence[str] = ("nl", "fr"),
) -> Detected:
    """What to make of the shares that a detector found.

    Args:
        found: languages with their shares.
        letters: how many letters the text has: the fewer, the more the priors count.
        priors: what is known beforehand, of the person or the mailbox; languages with weights.
        official: the languages in which an answer is given when the language is not sure, as the law on the use of
            languages in administrative matters asks in Brussels.
    """
    shares: dict[str, float] = {}
    for language, share in found.items():
        name = ALIKE.get(language) or ALIKE_MORE.get(language) or language
        shares[name] = shares.get(name, 0.0) + share
    trust = min(1.0, letters / SHORT_LETTERS)
    weighed = {
        name: (trust * shares.get(name, 0.0) + (1 - trust) * PRIOR_WEIGHT) * max(priors.get(name, 0.0), FLOOR)
        for name in {*shares, *(name for name in priors if letters < SHORT_LETTERS)}
    }
    total = sum(weighed.values())
    ranked = sorted(((share / total, name) for name, share in weighed.items()), reverse=True) if total else []
    rounded = {name: round(share, 4) for share, name in ranked[:5] if share >= 0.0001}
    if not letters or not ranked:
        return Detected("", rounded, tuple(official))
    share, language = ranked[0]
    is_sure = share >= SURE_FROM and (letters >= SHORT_LETTERS or priors.get(language, 0.0) > sum(priors.values()) / 2)
    return Detected(language, rounded, (language,) if is_sure else tuple(official))


def languages_written(language: str, shares: Mapping[str, float]) -> tuple[str, ...]:
    """The language of a message as it was kept, where that was sure by its words; else none."""
    return (language,) if language and shares.get(language, 0.0) >= SURE_FROM else ()


def written_for(spoken: Sequence[str], written: Sequence[str]) -> tuple[str, ...]:
    """In which languages of a text, as it was ``written``, somebody gets it: those they speak, else the first."""
    return tuple(each for each in written if each in spoken) or (written[0],)
