"""When a letter gets a ready answer without a person.

The rule, all of it. Everything that is not surely the precise question goes to a person:

1. The letter is short, whole and the first of its conversation; it has one question at most, and few sentences.
2. It has no attachment, no national number and no bank account, and complains about nothing.
3. Its language is sure, and so is its service: the writer chose it, or routing found it with a confidence under which
   fewer than 5 % of letters that it did not know went wrong.
4. What it says is what the examples of one ready answer of that service say: nearly each of its words that means
   something is a word of an example, and nearly all of one example is in it (``likeness``).
5. That likeness reaches the limit of this ready answer. It is the least likeness under which, of letters that people
   answered, fewer than 5 % would have got it wrongly (``limit_of``); where too few letters show that, there is none,
   and a person answers.
6. No other ready answer of the service is nearly as like (``MARGIN``).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from zenne.mailroom.routing.rules.chances import sure_from
from zenne.mailroom.routing.rules.features import WORD, folded, pieces
from zenne.mailroom.rules.redaction import redacted

LONGEST_CHARACTERS: Final = 500
MOST_QUESTIONS: Final = 1
MOST_SENTENCES: Final = 6
LEAST_LIKENESS: Final = 0.75
"""Below that it is another question, whatever earlier letters show."""
MARGIN: Final = 0.1
SAME_WORD: Final = 0.5
"""The share of pieces that two words have in common at least when one is the other with an ending, or a slip."""
SENTENCE_ENDS: Final = re.compile(r"[.!?…]+(?:\s|$)|\n+")
COMPLAINT: Final = re.compile(
    r"\b(?:klacht|klaag|klagen|beklag|schand|ontevreden|onaanvaardbaar|ombuds|plainte|plaindre|r[ée]clamation|inadmissible"
    r"|inacceptable|m[ée]content|scandal|honte|m[ée]diat(?:eur|rice)|complain|unacceptable|disgrace|outrage|beschwer"
    r"|unzumutbar|unversch|skandal|advocaat|avocat|lawyer|anwalt|ingebreke|mise en demeure|ernstig|dringend|urgent"
    r"|spoed|dringlich|emergency)",
    re.IGNORECASE,
)
CLOSING: Final = re.compile(
    r"^\s*(?:met (?:vriendelijke|de meeste|beste)|vriendelijke? groet|groet|mvg|hoogachtend|alvast (?:bedankt|dank)"
    r"|bien à vous|cordialement|(?:meilleures |sincères )?salutations|d.avance merci|merci d.avance"
    r"|(?:kind |best )?regards|yours|thanks|thank you|mit freundlichen|freundliche gr|viele gr|mfg|danke im)[^?]*$",
    re.IGNORECASE | re.MULTILINE,
)
MOST_LINES_BELOW: Final = 3
"""Of a name and an address, below the words that close a letter."""
POLITE_WORDS: Final = """
    beste geachte dag goedendag goeiedag goedemorgen goedemiddag goedenavond hallo mevrouw meneer heer dank bedankt
    alvast vriendelijk vriendelijke groet groeten groetjes mvg hoogachtend graag vraag vraagje zou zouden weten laten
    zeggen bonjour bonsoir madame monsieur cher chere merci avance cordialement bien vous salutations sinceres demande
    question voudrais aimerais savoir pourriez dire svp plait dear hello hi good morning afternoon evening sir thank
    thanks advance kind regards best sincerely please like know tell question ask guten tag morgen abend hallo sehr
    geehrte geehrter damen herren danke dank voraus freundlichen freundliche grussen gruss grusse mfg frage mochte
    wurde gerne wissen bitte
"""
POLITE: Final = frozenset(POLITE_WORDS.split())
"""Words, folded, that belong to any letter."""


class Why(StrEnum):
    """Why a person answers."""

    LONG = "long"
    QUESTIONS = "questions"
    ATTACHMENT = "attachment"
    UNREADABLE = "unreadable"
    NUMBER = "number"
    REPLY = "reply"
    COMPLAINT = "complaint"
    LANGUAGE = "language"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Asked:
    """A letter, as far as the rule looks at it. ``text``: what the writer wrote themselves."""

    subject: str
    text: str
    attachments: int = 0
    is_whole: bool = True
    is_reply: bool = False
    is_language_sure: bool = True
    is_service_sure: bool = True


def why_a_person(asked: Asked) -> tuple[Why, ...]:
    """All that speaks for a person, before anybody looks at what is asked; nothing: a ready answer may fit."""
    whole = f"{asked.subject}\n{asked.text}"
    sentences = [each for each in SENTENCE_ENDS.split(asked.text) if each.strip()]
    found = {
        Why.LONG: not asked.text.strip() or len(whole) > LONGEST_CHARACTERS or len(sentences) > MOST_SENTENCES,
        Why.QUESTIONS: len(re.findall(r"\?+", asked.text)) > MOST_QUESTIONS,
        Why.ATTACHMENT: asked.attachments > 0,
        Why.UNREADABLE: not asked.is_whole,
        Why.NUMBER: redacted(whole) != whole,
        Why.REPLY: asked.is_reply,
        Why.COMPLAINT: COMPLAINT.search(whole) is not None,
        Why.LANGUAGE: not asked.is_language_sure,
        Why.SERVICE: not asked.is_service_sure,
    }
    return tuple(why for why, is_so in found.items() if is_so)


def without_closing(text: str) -> str:
    """A letter without the words that close it and the name below them; whole where something else follows."""
    found = CLOSING.search(text)
    if found is None:
        return text
    below = [line for line in text[found.start() :].splitlines() if line.strip()][1:]
    return text[: found.start()] if len(below) <= MOST_LINES_BELOW and found.start() > 0 else text


def telling_words(text: str, *, without: Collection[str] = ()) -> list[str]:
    """The words of a text, folded, each once, without politeness and ``without``: those of the writer's name."""
    return [each for each in dict.fromkeys(WORD.findall(folded(text))) if each not in POLITE and each not in without]


def alike(word: str, other: str) -> float:
    """How much two folded words are the same one: 1 when they are, 0 when they share too few pieces (Dice)."""
    if word == other:
        return 1.0
    mine, others = set(pieces(word, 3, 3)), set(pieces(other, 3, 3))
    share = 2 * len(mine & others) / (len(mine) + len(others))
    return share if share >= SAME_WORD else 0.0


def covered(words: Collection[str], by: Collection[str], *, weights: Mapping[str, float]) -> float:
    """The share of some words, each with its weight (1 where none is said), that is among others; 0 of none."""
    total = sum(weights.get(each, 1.0) for each in words)
    found = sum(weights.get(each, 1.0) * max((alike(each, other) for other in by), default=0.0) for each in words)
    return min(1.0, found / total) if total > 0 else 0.0


def likeness(words: Sequence[str], examples: Sequence[Sequence[str]], *, weights: Mapping[str, float]) -> float:
    """How much a letter asks what examples ask, between 0 and 1; all are given by their telling words.

    Both ways count: a word of the letter that is in no example is something else that it wants, and a word of the
    example that the letter lacks is something that it does not ask.
    """
    known = {word for example in examples for word in example}
    nearest = max((covered(example, words, weights=weights) for example in examples), default=0.0)
    return min(covered(words, known, weights=weights), nearest)


def limit_of(likenesses: Sequence[float], is_right: Sequence[bool]) -> float | None:
    """The least likeness with which a ready answer leaves alone; nothing where too few letters show that it may.

    Args:
        likenesses: of letters that people answered, from which nothing about this ready answer was taken.
        is_right: whether the person answered with what the ready answer says.
    """
    kept = [(like, right) for like, right in zip(likenesses, is_right, strict=True) if like >= LEAST_LIKENESS]
    return sure_from(
        np.array([like for like, _ in kept], dtype=float), np.array([right for _, right in kept], dtype=bool)
    )


def chosen(likenesses: Mapping[str, float], limits: Mapping[str, float | None]) -> str | None:
    """The key of the ready answer that a letter gets: the likest, when it reaches its limit and none is close to it."""
    if not likenesses:
        return None
    ranked = sorted(likenesses.items(), key=lambda each: (-each[1], each[0]))
    best, like = ranked[0]
    limit = limits.get(best)
    if limit is None or like < max(limit, LEAST_LIKENESS):
        return None
    return best if len(ranked) == 1 or ranked[1][1] <= like - MARGIN else None


def is_worn_out(verdicts: Sequence[bool | None], *, looked_at: int = 20, most: int = 2) -> bool:
    """Whether a ready answer is switched off: two of its last twenty were none, say writers or colleagues.

    Args:
        verdicts: of what it sent, the newest first: whether it was an answer; nothing where nobody said.
    """
    return sum(each is False for each in verdicts[:looked_at]) >= most
