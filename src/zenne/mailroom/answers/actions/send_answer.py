"""Send an answer: it leaves in half a minute, and can be taken back until then."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.core.tasks.public import enqueue
from zenne.mailroom.answers.actions.save_answer import Wording, write_draft
from zenne.mailroom.answers.at_work import BECAUSE, answering, writer_of
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.holding import require_free
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import locked_thread
from zenne.mailroom.answers.tasks import dispatch
from zenne.mailroom.answers.telling import last_letter
from zenne.mailroom.letters.models import Thread

LEAVES_AFTER: Final = timedelta(seconds=30)
URGENT: Final = 10


@needs(ANSWER_LETTERS)
@asks_no_purpose(because=BECAUSE)
@transaction.atomic
def send_answer(*, asker: Asker, thread: UUID, wording: Wording, now: datetime) -> Answer:
    """Save it, and let a worker send it once the time to take it back is over.

    Raises:
        AnswerRefused: ``no-text``, ``closed``, ``not-looked-at``: a machine translated it and nobody says that they
            read that, ``same-language``: a further text is in the language of the first, and what ``save_answer``
            raises.
    """
    if not wording.text.strip():
        raise AnswerRefused("no-text")
    row = locked_thread(asker, thread)
    require_free(row, asker, now=now)
    if row.state == Thread.State.CLOSED:
        raise AnswerRefused("closed")
    answer = write_draft(row, asker, wording, now=now, settled_at=now)
    if answer.translated_from and not wording.is_looked_at:
        raise AnswerRefused("not-looked-at")
    if answer.further_texts.filter(language=answer.language).exists():
        raise AnswerRefused("same-language")
    answer.state, answer.leaves_at = Answer.State.LEAVING, now + LEAVES_AFTER
    answer.save(update_fields=["state", "leaves_at"])
    enqueue(dispatch, arguments={"answer": str(answer.uuid)}, run_after=answer.leaves_at, priority=URGENT)
    if letter := last_letter(row):
        who = answering(asker, letter)
        details = {"translated_from": answer.translated_from} if answer.translated_from else None
        record(
            asker=who,
            action="letters.send-answer",
            about=writer_of(letter),
            thing=f"thread:{row.uuid}",
            details=details,
        )
    return answer
