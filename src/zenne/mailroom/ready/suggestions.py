"""Approved ready answers as suggestions for people, where none leaves by itself."""

from typing import Final
from uuid import UUID

from django.utils import timezone

from zenne.core.access.public import Asker
from zenne.mailroom.answers.sources import Source
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.ready.filling import NotFilled, filled
from zenne.mailroom.ready.matching import by_likeness, texts_about
from zenne.mailroom.ready.models import ReadyAnswer, ReadyText
from zenne.mailroom.ready.reach import ready_for
from zenne.mailroom.routing.rules.ready_answers import Asked
from zenne.mailroom.rules.splitting import visible_reply

READY: Final = "ready:"
LEAST_LIKENESS: Final = 0.4
MOST: Final = 2


class ReadySources:
    """The approved ready answers of the asker's teams, about the service of a letter."""

    def best(self, asker: Asker, thread: Thread, letter: Letter, *, language: str) -> list[Source]:
        """Up to two that the letter may be asking for."""
        texts = texts_about(approved(asker), thread.service, language)
        asked = Asked(letter.subject, visible_reply(letter.text))
        likely = by_likeness(asked, texts, language=language, name=letter.sender_name)
        by_ready = {each.ready_id: each for each in texts}
        found = [source(by_ready[each.ready.pk]) for each in likely if each.likeness >= LEAST_LIKENESS]
        return [each for each in found if each is not None][:MOST]

    def named(self, asker: Asker, thread: Thread, key: str, *, language: str) -> Source | None:
        """One by its key, in this language; None when it has none, is not approved, or a fact is not known."""
        try:
            uuid = UUID(key.removeprefix(READY)) if key.startswith(READY) else None
        except ValueError:
            uuid = None
        ready = [each for each in approved(asker) if each.uuid == uuid]
        texts = texts_about(ready, ready[0].service, language) if ready else []
        return source(texts[0]) if texts else None


def approved(asker: Asker) -> list[ReadyAnswer]:
    return list(ready_for(asker).filter(state=ReadyAnswer.State.APPROVED).select_related("service"))


def source(text: ReadyText) -> Source | None:
    ready = text.ready
    try:
        words = filled(ready, text.text, language=text.language, now=timezone.now())
    except NotFilled:
        return None
    return Source(f"{READY}{ready.uuid}", text.language, words, ready.service, title=ready.question)
