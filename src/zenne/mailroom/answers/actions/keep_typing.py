"""Keep what somebody is writing while they write it, so that nothing is lost when the page is left."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, needs, records_nothing
from zenne.mailroom.answers.actions.save_answer import Wording, unsent, write_draft
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.holding import require_free
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import locked_thread


@needs(ANSWER_LETTERS)
@records_nothing(because="it comes every few seconds while somebody writes; saving and sending the answer are recorded")
@transaction.atomic
def keep_typing(*, asker: Asker, thread: UUID, wording: Wording, read_at: datetime, now: datetime) -> Answer:
    """Put it into the draft, as it stands on a page that was read at ``read_at``.

    Raises:
        AnswerRefused: ``settled`` since the page was read, in another window or by a button of this one, and what
            ``save_answer`` raises; the draft stays as it is.
    """
    row = locked_thread(asker, thread)
    require_free(row, asker, now=now)
    before = unsent(row)
    settled_at = before.settled_at if before else None
    if settled_at and settled_at > read_at:
        raise AnswerRefused("settled")
    return write_draft(row, asker, wording, now=now, settled_at=settled_at)
