"""Approve a ready answer that somebody else wrote."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.tasks.public import enqueue
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.ready.models import ReadyAnswer
from zenne.mailroom.ready.reach import locked_ready
from zenne.mailroom.ready.tasks import measure_one


@needs(ANSWER_LETTERS)
@transaction.atomic
def approve_ready_answer(*, asker: Asker, ready: UUID, seen: str, now: datetime) -> ReadyAnswer:
    """From now on it may leave by itself, once enough letters show that it is sure. One that was off is on again.

    Args:
        seen: when the text was written that the asker has read, as ISO 8601.

    Raises:
        AnswerRefused: ``own-text``, ``changed`` since it was read, ``approved`` already, or ``unknown-ready``.
    """
    row = locked_ready(asker, ready)
    if row.state == ReadyAnswer.State.APPROVED:
        raise AnswerRefused("approved")
    if row.written_by == asker.key:
        raise AnswerRefused("own-text")
    if row.written_at.isoformat() != seen:
        raise AnswerRefused("changed")
    row.state, row.off_because, row.off_at = ReadyAnswer.State.APPROVED, ReadyAnswer.Off.NONE, None
    row.approved_by, row.approved_name, row.approved_at = asker.key, asker.name[:200], now
    row.save()
    enqueue(measure_one, arguments={"ready": str(row.uuid)})
    record(asker=asker, action="letters.approve-ready", thing=f"ready:{row.uuid}")
    return row
