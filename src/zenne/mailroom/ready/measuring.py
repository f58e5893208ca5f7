"""From where on a ready answer is sure: by letters that people answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.without_person import AUTHOR
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.ready.filling import PLACEHOLDER
from zenne.mailroom.ready.matching import by_likeness
from zenne.mailroom.ready.models import ReadyAnswer, ReadyText
from zenne.mailroom.routing.public import route, share_said
from zenne.mailroom.routing.rules.ready_answers import LEAST_LIKENESS, Asked, limit_of, why_a_person
from zenne.mailroom.rules.kinds import Kind
from zenne.mailroom.rules.splitting import visible_reply

MOST_LETTERS: Final = 2_000
SAID_THE_SAME: Final = 0.7
"""The share of the ready text that an answer of a person says, when it says the same in their own words."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How sure a ready answer is. ``letters``: that are like its examples; ``right``: answered with what it says."""

    sure_from: float | None
    letters: int
    right: int


@dataclass(frozen=True, slots=True)
class Known:
    """A letter that a person answered: what it asks, about which service, and what they said.

    ``routed``: the slug of the service to which it goes without anybody saying so.
    """

    asked: Asked
    language: str
    name: str
    service: str
    routed: str | None
    answer: str


def known_letters() -> Iterator[Known]:
    """The newest letters that would go without a person by all but what they ask, each with its first answer."""
    sent = Answer.objects.filter(state=Answer.State.SENT, asks_back=False).exclude(author=AUTHOR)
    for answer in sent.select_related("thread__service").order_by("-sent_at")[:MOST_LETTERS]:
        letter = Letter.objects.filter(thread=answer.thread, kind=Kind.LETTER).order_by("received_at", "pk").first()
        if letter is None or letter.received_at > answer.saved_at:
            continue
        asked = Asked(letter.subject, visible_reply(letter.text))
        if not why_a_person(asked):
            service = answer.thread.service.slug if answer.thread.service else ""
            routed = route(subject=asked.subject, text=asked.text, in_background=True).service
            yield Known(asked, letter.language, letter.sender_name, service, routed, answer.text)


def measured(ready: ReadyAnswer, letters: list[Known]) -> Measured:
    """How sure it is. What routing would bring to its service counts too, though a person knew better."""
    service = ready.service.slug
    likes, rights = [], []
    for text in ReadyText.objects.filter(ready=ready).select_related("ready"):
        said = PLACEHOLDER.sub(" ", text.text)
        for each in letters:
            if each.language != text.language or service not in {each.service, each.routed}:
                continue
            like = by_likeness(each.asked, [text], language=text.language, name=each.name)[0].likeness
            if like >= LEAST_LIKENESS:
                is_same = share_said(each.answer, of=said, language=text.language) >= SAID_THE_SAME
                likes.append(like)
                rights.append(each.service == service and is_same)
    return Measured(limit_of(likes, rights), len(likes), sum(rights))
