"""Say that a letter is not about a record after all."""

from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.at_work import BECAUSE, answering, writer_of
from zenne.mailroom.answers.models import LinkedRecord
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import locked_thread
from zenne.mailroom.answers.telling import last_letter


@needs(ANSWER_LETTERS)
@asks_no_purpose(because=BECAUSE)
@transaction.atomic
def unlink_record(*, asker: Asker, thread: UUID, link: int) -> None:
    """The record itself stays as it is; a link that is gone already is no mistake.

    Raises:
        AnswerRefused: ``merged`` or ``unknown-letter``.
    """
    row = locked_thread(asker, thread)
    found = LinkedRecord.objects.filter(thread=row, pk=link).first()
    letter = last_letter(row)
    if found is None or letter is None:
        return
    details = {"kind": found.kind, "record": str(found.record)}
    found.delete()
    who = answering(asker, letter)
    record(asker=who, action="letters.unlink", about=writer_of(letter), thing=f"thread:{row.uuid}", details=details)
