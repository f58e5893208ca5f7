"""Let a machine put the draft of an answer into the language of the writer."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.actions.save_answer import LONGEST_ANSWER, Wording, unsent, write_draft
from zenne.mailroom.answers.at_work import BECAUSE, answering, writer_of
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.holding import require_free
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import locked_thread
from zenne.mailroom.answers.sources import language_of_answer
from zenne.mailroom.answers.telling import last_letter
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.translation.public import NotTranslated, translated


@needs(ANSWER_LETTERS)
@asks_no_purpose(because=BECAUSE)
def translate_answer(*, asker: Asker, thread: UUID, wording: Wording, written_in: str, now: datetime) -> Answer:
    """The draft becomes a translation that somebody must read before it is sent; what was written is kept beside it.

    Args:
        written_in: the language of what the form says.

    Raises:
        AnswerRefused: ``no-text``, ``closed``, ``translated`` already, ``no-model``, ``busy``, ``too-slow``,
            ``broken-model``, and what ``save_answer`` raises; the draft stays as it is.
    """
    if not wording.text.strip():
        raise AnswerRefused("no-text")
    with transaction.atomic():
        target = language_of_answer(*open_thread(asker, thread, now=now))
    # Nothing is locked meanwhile: a translation takes seconds.
    try:
        text = translated(wording.text, source=written_in, target=target)
    except NotTranslated as error:
        raise AnswerRefused(error.code) from error
    with transaction.atomic():
        row, letter = open_thread(asker, thread, now=now)
        answer = write_draft(row, asker, replace(wording, text=text, language=target), now=now, settled_at=now)
        answer.own_text, answer.translated_from = wording.text[:LONGEST_ANSWER], written_in
        answer.save(update_fields=["own_text", "translated_from"])
        record(
            asker=answering(asker, letter),
            action="letters.translate-answer",
            about=writer_of(letter),
            thing=f"thread:{row.uuid}",
            details={"from": written_in, "to": target},
        )
    return answer


def open_thread(asker: Asker, thread: UUID, *, now: datetime) -> tuple[Thread, Letter]:
    """The conversation, locked, with the letter that is answered; only where the asker may write the answer."""
    row = locked_thread(asker, thread)
    require_free(row, asker, now=now)
    draft, letter = unsent(row), last_letter(row)
    if draft is not None and draft.translated_from:
        raise AnswerRefused("translated")
    if letter is None or row.state == Thread.State.CLOSED:
        raise AnswerRefused("closed")
    return row, letter
