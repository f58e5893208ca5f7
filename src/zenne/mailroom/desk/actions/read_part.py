"""Read one letter, to take it apart."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.at_work import BECAUSE, answering, writer_of
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import threads_for
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.rules.kinds import Kind
from zenne.mailroom.rules.splitting import visible_reply


@dataclass(frozen=True, slots=True)
class Part:
    """A letter of a conversation; ``has_others``: there are more in it, so that it can be taken out."""

    letter: Letter
    visible: str
    has_others: bool


@needs(ANSWER_LETTERS)
@asks_no_purpose(because=BECAUSE)
@transaction.atomic
def read_part(*, asker: Asker, letter: UUID) -> Part | None:
    """The letter; that somebody read it is written down. None when it is out of reach."""
    letters = Letter.objects.filter(kind=Kind.LETTER, thread__in=threads_for(asker)).select_related("thread")
    row = letters.filter(uuid=letter).first()
    if row is None:
        return None
    record(asker=answering(asker, row), action="letters.read", about=writer_of(row), thing=f"thread:{row.thread.uuid}")
    others = Letter.objects.filter(thread=row.thread, kind=Kind.LETTER).exclude(pk=row.pk)
    return Part(row, visible_reply(row.text).strip() or row.text.strip(), others.exists())
