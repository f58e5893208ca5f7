"""Write a ready answer, or change one: then it waits for a colleague."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from zenne.accounts.public import Team
from zenne.catalogue.public import Branch, PublicService
from zenne.core.access.public import Asker, AskerKind, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import teams_of
from zenne.mailroom.ready.filling import FACTS, OF_BRANCH, placeholders_in
from zenne.mailroom.ready.models import ReadyAnswer, ReadyText
from zenne.mailroom.ready.reach import locked_ready

LONGEST_QUESTION: Final = 200
LONGEST_TEXT: Final = 5_000
FEWEST_EXAMPLES: Final = 3
MOST_EXAMPLES: Final = 50
LONGEST_EXAMPLE: Final = 300


class ReadyTextRefused(AnswerRefused):
    """The text in one language is wrong. ``field``: ``examples`` or ``text``."""

    def __init__(self, code: str, *, language: str, field: str, name: str = "") -> None:
        self.language, self.field = language, field
        super().__init__(code, name=name)


@dataclass(frozen=True, slots=True)
class ReadyWords:
    """In one language: how people ask, and what they are answered."""

    examples: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class ReadyWording:
    """What a ready answer says. ``team``, ``service`` and ``branch`` are keys and slugs; ``texts`` is by language."""

    team: str
    service: str
    branch: str
    question: str
    texts: Mapping[str, ReadyWords]


@needs(ANSWER_LETTERS)
@transaction.atomic
def write_ready_answer(*, asker: Asker, ready: UUID | None, wording: ReadyWording, now: datetime) -> ReadyAnswer:
    """Keep it as a draft: what was approved is not what it says now. Nothing leaves until somebody else approves it.

    Raises:
        AnswerRefused: ``unknown-ready``, ``unknown-team``, ``unknown-service``, ``unknown-branch``, ``no-question``,
            ``too-long`` or ``no-texts``.
        ReadyTextRefused: ``few-examples``, ``no-text``, ``too-long``, ``needs-branch`` or ``unknown-placeholder``.
    """
    row = locked_ready(asker, ready) if ready else ReadyAnswer()
    row.team, row.service, row.branch = own_team(asker, wording), service_of(wording), branch_of(wording)
    row.question = checked_question(wording)
    check_texts(wording)
    row.state, row.off_because, row.off_at = ReadyAnswer.State.DRAFT, ReadyAnswer.Off.NONE, None
    row.approved_by, row.approved_name, row.approved_at = "", "", None
    row.written_by, row.written_name, row.written_at = asker.key, asker.name[:200], now
    row.sure_from, row.letters, row.right, row.measured_at = None, 0, 0, None
    row.save()
    row.texts.all().delete()
    ReadyText.objects.bulk_create(
        [
            ReadyText(ready=row, language=language, examples=list(words.examples), text=words.text)
            for language, words in wording.texts.items()
        ]
    )
    record(asker=asker, action="letters.write-ready", thing=f"ready:{row.uuid}")
    return row


def own_team(asker: Asker, wording: ReadyWording) -> Team:
    teams = Team.objects.all() if asker.kind is AskerKind.SYSTEM else teams_of(asker)
    team = next((each for each in teams if each.key == wording.team), None)
    if team is None:
        raise AnswerRefused("unknown-team")
    return team


def service_of(wording: ReadyWording) -> PublicService:
    service = PublicService.objects.filter(slug=wording.service, retired_at=None).first()
    if service is None:
        raise AnswerRefused("unknown-service")
    return service


def branch_of(wording: ReadyWording) -> Branch | None:
    branch = Branch.objects.filter(slug=wording.branch, retired_at=None).first() if wording.branch else None
    if wording.branch and branch is None:
        raise AnswerRefused("unknown-branch")
    return branch


def checked_question(wording: ReadyWording) -> str:
    question = " ".join(wording.question.split())
    if not question:
        raise AnswerRefused("no-question")
    if len(question) > LONGEST_QUESTION:
        raise AnswerRefused("too-long")
    return question


def check_texts(wording: ReadyWording) -> None:
    if not wording.texts or not set(wording.texts) <= set(dict(settings.LANGUAGES)):
        raise AnswerRefused("no-texts")
    for language, words in wording.texts.items():
        if len(words.examples) < FEWEST_EXAMPLES:
            raise ReadyTextRefused("few-examples", language=language, field="examples")
        if len(words.examples) > MOST_EXAMPLES or any(len(each) > LONGEST_EXAMPLE for each in words.examples):
            raise ReadyTextRefused("too-long", language=language, field="examples")
        if not words.text.strip():
            raise ReadyTextRefused("no-text", language=language, field="text")
        if len(words.text) > LONGEST_TEXT:
            raise ReadyTextRefused("too-long", language=language, field="text")
        check_placeholders(wording, language, words.text)


def check_placeholders(wording: ReadyWording, language: str, text: str) -> None:
    for name in placeholders_in(text):
        if name not in FACTS:
            raise ReadyTextRefused("unknown-placeholder", language=language, field="text", name=name)
        if name in OF_BRANCH and not wording.branch:
            raise ReadyTextRefused("needs-branch", language=language, field="text")
