"""Begin to answer a letter, so that others see it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.holding import holder_of, keep_holding, require_free
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import locked_thread


@needs(ANSWER_LETTERS)
@transaction.atomic
def hold_letter(*, asker: Asker, thread: UUID, now: datetime, takes_over: bool = False) -> None:
    """Let others see that the asker writes the answer. ``takes_over``: knowing that somebody else does.

    Raises:
        AnswerRefused: ``held`` by somebody else, or ``unknown-letter``.
    """
    row = locked_thread(asker, thread)
    before = holder_of(row, now=now)
    if not takes_over:
        require_free(row, asker, now=now)
    keep_holding(row, asker, now=now)
    taken_over = before is not None and before.holder != asker.key
    record(asker=asker, action="letters.hold", thing=f"thread:{row.uuid}", details={"taken-over": taken_over})
