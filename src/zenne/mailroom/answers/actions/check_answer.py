"""Say of an answer of a colleague whether it was right and clear."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.core.events.public import announce
from zenne.mailroom.answers.at_work import BECAUSE, answering, writer_of
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.facts import AnswerJudged
from zenne.mailroom.answers.models import SampleCheck
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.samples import checks_for
from zenne.mailroom.answers.telling import last_letter

LONGEST_REMARK = 2_000


@needs(ANSWER_LETTERS)
@asks_no_purpose(because=BECAUSE)
@transaction.atomic
def check_answer(*, asker: Asker, answer: UUID, is_fine: bool, remark: str, now: datetime) -> SampleCheck:
    """The team reads the remark in the conversation; nobody is counted by it.

    Raises:
        AnswerRefused: ``checked``: it is not of the sample, the asker's own, or somebody was first; ``no-remark``:
            whoever wants something different says what; ``too-long``.
    """
    if len(remark) > LONGEST_REMARK:
        raise AnswerRefused("too-long")
    if not is_fine and not remark.strip():
        raise AnswerRefused("no-remark")
    within_reach = checks_for(asker).filter(answer__uuid=answer).values_list("pk", flat=True)
    row = SampleCheck.objects.select_for_update().filter(pk__in=list(within_reach), checked_at=None).first()
    if row is None:
        raise AnswerRefused("checked")
    row.checker, row.checked_at, row.is_fine, row.remark = asker.key, now, is_fine, remark.strip()
    row.save()
    announce(AnswerJudged(row.answer.uuid, is_fine))
    thread = row.answer.thread
    if letter := last_letter(thread):
        who = answering(asker, letter)
        record(asker=who, action="letters.check-answer", about=writer_of(letter), thing=f"thread:{thread.uuid}")
    return row
