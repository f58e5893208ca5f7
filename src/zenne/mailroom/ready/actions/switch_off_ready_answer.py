"""Switch a ready answer off: from now on people answer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.ready.models import ReadyAnswer
from zenne.mailroom.ready.reach import locked_ready


@needs(ANSWER_LETTERS)
@transaction.atomic
def switch_off_ready_answer(*, asker: Asker, ready: UUID, now: datetime) -> ReadyAnswer:
    """Anybody of the team may, at once. Raises AnswerRefused: it is ``off`` already, or ``unknown-ready``."""
    row = locked_ready(asker, ready)
    if row.state == ReadyAnswer.State.OFF:
        raise AnswerRefused("off")
    row.state, row.off_because, row.off_at = ReadyAnswer.State.OFF, ReadyAnswer.Off.TEAM, now
    row.save(update_fields=["state", "off_because", "off_at"])
    record(asker=asker, action="letters.switch-off-ready", thing=f"ready:{row.uuid}")
    return row
