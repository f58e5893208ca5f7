"""Say which record of the city a letter is about."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs, record_kind
from zenne.core.audit.public import record
from zenne.mailroom.answers.at_work import BECAUSE, answering, writer_of
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.models import LinkedRecord
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import locked_thread
from zenne.mailroom.answers.telling import last_letter


@needs(ANSWER_LETTERS)
@asks_no_purpose(because=BECAUSE)
@transaction.atomic
def link_record(*, asker: Asker, thread: UUID, kind: str, reference: str, now: datetime) -> LinkedRecord:
    """Link the record that people know by this reference, such as the code of an appointment; twice is once.

    Raises:
        AnswerRefused: ``unknown-kind``, ``merged`` or ``unknown-letter``.
        RecordUnknown: there is none with this reference.
        NotAllowed: the asker may not look up such records.
    """
    row = locked_thread(asker, thread)
    letter, of_kind = last_letter(row), record_kind(kind)
    if letter is None or of_kind is None:
        raise AnswerRefused("unknown-kind")
    who = answering(asker, letter)
    found = of_kind.find(who, reference)
    link, _ = LinkedRecord.objects.get_or_create(thread=row, kind=kind, record=found, defaults={"linked_at": now})
    details = {"kind": kind, "record": str(found)}
    record(asker=who, action="letters.link", about=writer_of(letter), thing=f"thread:{row.uuid}", details=details)
    return link
