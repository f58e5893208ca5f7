"""Look at the next answer of the sample, with the letter that it answers."""

from dataclasses import dataclass

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.at_work import BECAUSE, answering, writer_of
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.samples import checks_for
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.rules.kinds import Kind
from zenne.mailroom.rules.splitting import visible_reply


@dataclass(frozen=True, slots=True)
class NextCheck:
    """An answer, what it answers, and how many more there are. ``asked`` is what the writer wrote themselves."""

    answer: Answer
    letter: Letter
    asked: str
    more: int


@needs(ANSWER_LETTERS)
@asks_no_purpose(because=BECAUSE)
@transaction.atomic
def read_check(*, asker: Asker) -> NextCheck | None:
    """The one that waits longest; that somebody read it is written down. None when nothing waits."""
    waiting = checks_for(asker)
    for row in waiting.select_related("answer__thread__service"):
        before = Letter.objects.filter(thread=row.answer.thread, kind=Kind.LETTER)
        letter = before.filter(received_at__lte=row.answer.saved_at).first() or before.first()
        if letter is None:
            continue  # the letter was erased: there is nothing to compare the answer with
        who, thing = answering(asker, letter), f"thread:{row.answer.thread.uuid}"
        record(asker=who, action="letters.read", about=writer_of(letter), thing=thing)
        asked = visible_reply(letter.text).strip() or letter.text.strip()
        return NextCheck(row.answer, letter, asked, waiting.count() - 1)
    return None
