"""Take back an answer that has not left yet."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.holding import keep_holding
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import locked_thread


@needs(ANSWER_LETTERS)
@transaction.atomic
def take_answer_back(*, asker: Asker, thread: UUID, now: datetime) -> None:
    """It is a draft again. Raises AnswerRefused: it has ``left`` already, or ``unknown-letter``."""
    row = locked_thread(asker, thread)
    leaving = Answer.objects.filter(thread=row, state=Answer.State.LEAVING)
    if not leaving.update(state=Answer.State.DRAFT, leaves_at=None):
        raise AnswerRefused("left")
    keep_holding(row, asker, now=now)
    record(asker=asker, action="letters.take-back", thing=f"thread:{row.uuid}")
