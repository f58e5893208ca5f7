"""Get the bytes of a letter, or of a file that came with it."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.at_work import BECAUSE, answering, writer_of
from zenne.mailroom.answers.colleagues import threads_to_read
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.letters.models import Attachment, Letter, Message
from zenne.mailroom.letters.scanning import lock_of
from zenne.mailroom.rules.parsing import read_message


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it came."""

    name: str
    content: bytes


@needs(ANSWER_LETTERS)
@asks_no_purpose(because=BECAUSE)
@transaction.atomic
def read_file(*, asker: Asker, letter: UUID, position: int | None = None) -> KeptFile | None:
    """The file in a place of the letter, or the whole message; None when there is none, or it is out of reach.

    Raises:
        AnswerRefused: ``file-found``, ``file-refused`` or ``file-waiting``: the virus scanner has not said that it is
            clean; of the whole message, that each of its files is.
    """
    row = Letter.objects.filter(uuid=letter, thread__in=threads_to_read(asker)).first()
    if row is None:
        return None
    raw = Message.objects.filter(letter=row.origin_id).order_by("pk").values_list("raw", flat=True).first()
    if raw is None:
        return None
    require_unlocked(row, position)
    found = KeptFile(f"{row.uuid}.eml", bytes(raw)) if position is None else file_in(bytes(raw), position)
    if found is not None:
        who, details = answering(asker, row), {"position": position}
        record(asker=who, action="letters.read-file", about=writer_of(row), thing=f"letter:{row.uuid}", details=details)
    return found


def require_unlocked(letter: Letter, position: int | None) -> None:
    files = Attachment.objects.filter(letter=letter)
    for each in files if position is None else files.filter(position=position):
        if (lock := lock_of(each)) is not Attachment.Scan.NONE:
            raise AnswerRefused(f"file-{lock}")


def file_in(raw: bytes, position: int) -> KeptFile | None:
    attachments = read_message(raw).attachments
    if position >= len(attachments):
        return None
    return KeptFile(attachments[position].name, attachments[position].content)
