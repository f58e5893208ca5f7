"""Put a suggested text into the draft of an answer."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.actions.save_answer import Wording, unsent, write_draft
from zenne.mailroom.answers.at_work import BECAUSE, answering, writer_of
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.holding import require_free
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import locked_thread
from zenne.mailroom.answers.sources import language_of_answer, source_of
from zenne.mailroom.answers.telling import last_letter
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.rules.passages import joined


@needs(ANSWER_LETTERS)
@asks_no_purpose(because=BECAUSE)
@transaction.atomic
def use_suggestion(*, asker: Asker, thread: UUID, source: str, now: datetime, typed: Wording | None = None) -> Answer:
    """The text comes after what is written; a person reads it and sends it. ``typed``: what the form says already.

    Raises:
        AnswerRefused: the suggestion is ``gone``, the letter is ``closed``, and what ``save_answer`` raises.
    """
    row = locked_thread(asker, thread)
    require_free(row, asker, now=now)
    letter = last_letter(row)
    if letter is None or row.state == Thread.State.CLOSED:
        raise AnswerRefused("closed")
    wording = typed or wording_so_far(row, letter, asker)
    found = source_of(asker, row, source, language=wording.language)
    if found is None:
        raise AnswerRefused("gone")
    wording = replace(wording, text=joined(wording.text, found.text))
    answer = write_draft(row, asker, wording, now=now, settled_at=now)
    who, details = answering(asker, letter), {"source": source}
    record(
        asker=who, action="letters.use-suggestion", about=writer_of(letter), thing=f"thread:{row.uuid}", details=details
    )
    return answer


def wording_so_far(thread: Thread, letter: Letter, asker: Asker) -> Wording:
    """The draft of the team, or an empty one in the language of the writer."""
    draft = unsent(thread)
    if draft is None:
        return Wording("", language_of_answer(thread, letter), asker.name)
    return Wording(draft.text, draft.language, draft.signed_by, draft.asks_back)
