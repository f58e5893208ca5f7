"""Say something to a colleague who asked about a letter."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.actions.ask_colleague import LONGEST_NOTE
from zenne.mailroom.answers.at_work import BECAUSE, answering, writer_of
from zenne.mailroom.answers.colleagues import person_with, questions_for, send_word
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.models import ColleagueQuestion
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.telling import last_letter


@needs(ANSWER_LETTERS)
@asks_no_purpose(because=BECAUSE)
@transaction.atomic
def tell_colleague(*, asker: Asker, question: UUID, text: str, now: datetime) -> ColleagueQuestion:
    """The first answer closes the question. Whoever asked may close it, too.

    Raises:
        AnswerRefused: ``nothing-told``, ``note-too-long``, ``told``: somebody was first, or ``unknown-letter``.
    """
    if not text.strip() or len(text) > LONGEST_NOTE:
        raise AnswerRefused("note-too-long" if text.strip() else "nothing-told")
    within_reach = list(questions_for(asker).filter(uuid=question).values_list("pk", flat=True))
    rows = ColleagueQuestion.objects.select_for_update(of=("self",)).select_related("thread")
    row = rows.filter(pk__in=within_reach).first()
    if row is None:
        raise AnswerRefused("unknown-letter")
    if row.replied_at is not None:
        raise AnswerRefused("told")
    row.reply, row.replier, row.replied_at = text.strip(), asker.key, now
    row.save(update_fields=["reply", "replier", "replied_at"])
    if row.asker != asker.key:
        send_word(person_with(row.asker), row, template="told", name=asker.name)
    if letter := last_letter(row.thread):
        who = answering(asker, letter)
        record(asker=who, action="letters.tell-colleague", about=writer_of(letter), thing=f"thread:{row.thread.uuid}")
    return row
