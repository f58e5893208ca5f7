"""Which ready answer a letter gets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from typing import Final

from zenne.catalogue.public import PublicService
from zenne.mailroom.letters.models import Letter, Message, Thread
from zenne.mailroom.ready.filling import NotFilled, filled
from zenne.mailroom.ready.models import ReadyAnswer, ReadyText
from zenne.mailroom.routing.public import likenesses
from zenne.mailroom.routing.rules.features import WORD, folded
from zenne.mailroom.routing.rules.ready_answers import Asked, Why, chosen, why_a_person, without_closing
from zenne.mailroom.rules.headers import raw_header
from zenne.mailroom.rules.kinds import Kind
from zenne.mailroom.rules.passages import without_greeting
from zenne.mailroom.rules.splitting import visible_reply
from zenne.mailroom.rules.threads import PREFIXES

ANSWERS: Final = ("In-Reply-To", "References")


@dataclass(frozen=True, slots=True)
class Compared:
    """A ready answer in the language of a letter, and how like its examples the letter is."""

    ready: ReadyAnswer
    likeness: float


@dataclass(frozen=True, slots=True)
class Match:
    """What a letter gets. ``text``: that of the ready answer with its facts; empty when a person answers.

    Attributes:
        why: what speaks for a person.
        compared: the ready answers of its service, the likest first.
        missing: the fact that is not known now.
    """

    ready: ReadyAnswer | None
    text: str
    why: tuple[Why, ...]
    compared: tuple[Compared, ...]
    missing: str = ""


def asked_in(letter: Letter, thread: Thread) -> Asked:
    """A letter as the rule looks at it."""
    return Asked(
        subject=letter.subject,
        text=visible_reply(letter.text),
        attachments=letter.attachments.count(),
        is_whole=letter.is_whole,
        is_reply=is_reply(letter, thread),
        is_language_sure=bool(letter.language) and letter.language == thread.answer_in,
        is_service_sure=thread.service is not None,
    )


def is_reply(letter: Letter, thread: Thread) -> bool:
    """Whether it answers anything, here or elsewhere."""
    others = Letter.objects.filter(thread=thread, kind=Kind.LETTER).exclude(pk=letter.pk)
    if PREFIXES.match(letter.subject) or others.exists():
        return True
    raw = Message.objects.filter(letter=letter).order_by("pk").values_list("raw", flat=True).first()
    source = message_from_bytes(bytes(raw or b""))
    return any(raw_header(source, name) for name in ANSWERS)


def match(  # noqa: PLR0913 - a letter has these parts
    asked: Asked,
    *,
    service: PublicService | None,
    language: str,
    name: str,
    now: datetime,
    ready: Iterable[ReadyAnswer],
) -> Match:
    """What a letter gets of some ready answers. ``name``: of the writer, which says nothing about the question."""
    why = why_a_person(asked)
    texts = texts_about(ready, service, language)
    compared = by_likeness(asked, texts, language=language, name=name)
    found = chosen(
        {str(each.ready.pk): each.likeness for each in compared},
        {str(each.ready.pk): each.ready.sure_from for each in compared},
    )
    if why or found is None:
        return Match(None, "", why, compared)
    text = next(each for each in texts if str(each.ready_id) == found)
    try:
        return Match(text.ready, filled(text.ready, text.text, language=language, now=now), (), compared)
    except NotFilled as lacking:
        return Match(None, "", (), compared, missing=lacking.name)


def texts_about(ready: Iterable[ReadyAnswer], service: PublicService | None, language: str) -> list[ReadyText]:
    rows = ReadyText.objects.filter(ready__in=[each.pk for each in ready], ready__service=service, language=language)
    return list(rows.select_related("ready__service", "ready__branch", "ready__team")) if service else []


def by_likeness(asked: Asked, texts: Sequence[ReadyText], *, language: str, name: str) -> tuple[Compared, ...]:
    words = f"{asked.subject}\n{without_closing(without_greeting(asked.text))}"
    examples = {str(each.pk): each.examples for each in texts}
    found = likenesses(words, examples, language=language, without=WORD.findall(folded(name)))
    compared = [Compared(each.ready, found[str(each.pk)]) for each in texts]
    return tuple(sorted(compared, key=lambda each: -each.likeness))
