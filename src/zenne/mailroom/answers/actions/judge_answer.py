"""Say whether a letter was answered."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, for_everybody
from zenne.core.audit.public import record
from zenne.core.events.public import announce
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.facts import AnswerJudged
from zenne.mailroom.answers.models import Answer, Verdict
from zenne.mailroom.answers.tokens import answer_of_token
from zenne.mailroom.letters.conversations import run_clock
from zenne.mailroom.letters.mergers import lock_living
from zenne.mailroom.letters.models import Thread

LONGEST_COMMENT = 2_000


@for_everybody
@transaction.atomic
def judge_answer(*, asker: Asker, token: str, was_answered: bool, comment: str, now: datetime) -> Verdict:
    """Keep what the writer says, in place of what they said before. “No” to the last answer opens the letter again.

    The clock runs anew from that moment, or goes on where it waited for them: the team owes an answer, or the day on
    which it comes.

    Raises:
        AnswerRefused: ``unknown-letter`` for a link that we did not make, or ``too-long``; nothing is kept.
    """
    if len(comment) > LONGEST_COMMENT:
        raise AnswerRefused("too-long")
    named = answer_of_token(token)
    answer = Answer.objects.filter(uuid=named, state=Answer.State.SENT).first() if named else None
    if answer is None:
        raise AnswerRefused("unknown-letter")
    thread = lock_living(pk=answer.thread_id)
    before = Verdict.objects.filter(answer=answer).first()
    said = {"was_answered": was_answered, "comment": comment.strip(), "said_at": now}
    verdict, _ = Verdict.objects.update_or_create(answer=answer, defaults=said)
    if not was_answered and (before is None or before.was_answered) and is_last(answer):
        open_again(thread, now=now)
    announce(AnswerJudged(answer.uuid, was_answered))
    details = {"was_answered": was_answered}
    record(asker=asker, action="letters.judge-answer", thing=f"thread:{thread.uuid}", details=details)
    return verdict


def is_last(answer: Answer) -> bool:
    """Whether nothing was sent after it: what a later answer says is not judged by an earlier link."""
    return not Answer.objects.filter(thread=answer.thread_id, sent_at__gt=answer.sent_at).exists()


def open_again(thread: Thread, *, now: datetime) -> None:
    if thread.state == Thread.State.OPEN:
        return
    thread.promised_on = None
    run_clock(thread, since=now)
    thread.save(update_fields=["state", "waiting_since", "deadline", "time_left", "due_at_latest", "promised_on"])
