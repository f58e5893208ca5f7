"""Close a conversation that needs no answer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.holding import require_free
from zenne.mailroom.answers.models import Hold
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import locked_thread
from zenne.mailroom.letters.models import Thread


@needs(ANSWER_LETTERS)
@transaction.atomic
def close_letter(*, asker: Asker, thread: UUID, now: datetime) -> None:
    """Nothing is owed any more. A draft is kept; a letter that comes later opens the conversation again.

    Raises:
        AnswerRefused: ``held`` by somebody else, or ``unknown-letter``.
    """
    row = locked_thread(asker, thread)
    require_free(row, asker, now=now)
    row.state, row.came_back = Thread.State.CLOSED, False
    row.waiting_since = row.deadline = row.promised_on = None
    row.save()
    Hold.objects.filter(thread=row).delete()
    record(asker=asker, action="letters.close", thing=f"thread:{row.uuid}")
