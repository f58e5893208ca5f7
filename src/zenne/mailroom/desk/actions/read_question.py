"""Read what a colleague asks about a letter, with the letter."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.at_work import BECAUSE, answering, writer_of
from zenne.mailroom.answers.colleagues import questions_for, threads_to_read
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import threads_for
from zenne.mailroom.answers.telling import last_letter
from zenne.mailroom.desk.actions.read_letter import Entry, entries_of
from zenne.mailroom.desk.questions import ShownQuestion, shown_questions
from zenne.mailroom.letters.models import Letter


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question, and the conversation that it is about: nothing of that once it is answered, but for those who have
    it. ``is_own_letter``: the reader may work on it."""

    shown: ShownQuestion
    letter: Letter | None
    entries: list[Entry]
    is_own_letter: bool


@needs(ANSWER_LETTERS)
@asks_no_purpose(because=BECAUSE)
@transaction.atomic
def read_question(*, asker: Asker, question: UUID) -> ReadQuestion | None:
    """That somebody read the letter is written down. None when the question is out of reach."""
    row = questions_for(asker).select_related("thread__service", "asked_team").filter(uuid=question).first()
    if row is None:
        return None
    shown, thread = shown_questions([row])[0], row.thread
    letter = last_letter(thread) if threads_to_read(asker).filter(pk=thread.pk).exists() else None
    if letter is None:
        return ReadQuestion(shown, None, [], is_own_letter=False)
    record(
        asker=answering(asker, letter), action="letters.read", about=writer_of(letter), thing=f"thread:{thread.uuid}"
    )
    letters = list(thread.letters.order_by("received_at", "pk").prefetch_related("attachments"))
    entries = [each for each in entries_of(thread, letters) if each.question is None or each.question.question != row]
    return ReadQuestion(shown, letter, entries, threads_for(asker).filter(pk=thread.pk).exists())
