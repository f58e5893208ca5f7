"""Answer a letter with a ready answer, without a person, where the rule lets it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import SYSTEM, internal
from zenne.core.audit.public import record
from zenne.mailroom.answers.actions.acknowledge_letter import MOST_IN_AN_HOUR, acknowledged_lately
from zenne.mailroom.answers.actions.dispatch_answer import stop_clock
from zenne.mailroom.answers.at_work import writer_of
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.parts import paragraphs, verdict_address
from zenne.mailroom.answers.samples import take_sample
from zenne.mailroom.answers.telling import last_letter, reply_to, tell
from zenne.mailroom.answers.without_person import AUTHOR
from zenne.mailroom.letters.index import find_under_team
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.ready.matching import Match, asked_in, match
from zenne.mailroom.ready.models import ReadyAnswer, ReadySending


@internal
@transaction.atomic
def answer_by_itself(*, thread: UUID, now: datetime) -> bool:
    """Returns whether it was answered. The conversation is answered until its writer replies, or says that it is not.

    It counts among the messages that one address gets by itself in an hour, so two robots do not go on.
    """
    approved = list(ReadyAnswer.objects.filter(state=ReadyAnswer.State.APPROVED, sure_from__isnull=False))
    if not approved:
        return False
    row = Thread.objects.select_for_update(of=("self",)).select_related("service", "team").get(uuid=thread)
    letter = last_letter(row)
    if letter is None or not is_untouched(row) or not may_be_written_to(letter, now=now):
        return False
    found = match(
        asked_in(letter, row),
        service=row.service,
        language=row.answer_in,
        name=letter.sender_name,
        now=now,
        ready=approved,
    )
    if found.ready is None or not leave(row, letter, found, now=now):
        return False
    record(asker=SYSTEM, action="letters.answer-ready", about=writer_of(letter), thing=f"thread:{row.uuid}")
    return True


def is_untouched(row: Thread) -> bool:
    """Whether nobody has written in it yet, and nobody was told anything."""
    is_new = row.acknowledged_at is None and row.promised_on is None and not row.came_back
    return is_new and row.state == Thread.State.OPEN and not row.answers.exists()


def may_be_written_to(letter: Letter, *, now: datetime) -> bool:
    """Whoever rang or came with a paper has spoken with a person, and goes on doing so."""
    is_own_writing = letter.channel not in {Letter.Channel.PHONE, Letter.Channel.PAPER}
    return is_own_writing and bool(letter.sender) and acknowledged_lately(letter, now=now) < MOST_IN_AN_HOUR


def leave(row: Thread, letter: Letter, found: Match, *, now: datetime) -> bool:
    """Write the message and stop the clock; false for an address that takes no mail."""
    answer = Answer(thread=row, state=Answer.State.SENT, author=AUTHOR, receiver_key=letter.sender_key)
    answer.language, answer.text = row.answer_in, found.text
    answer.saved_at = answer.sent_at = now
    message = tell(
        row,
        letter,
        template="ready",
        context={
            "paragraphs": paragraphs(found.text),
            "reply_subject": reply_to(letter.subject),
            "verdict_address": verdict_address(answer, language=answer.language),
            "team": found.ready.team if found.ready else row.team,
        },
        languages=(answer.language,),
        idempotency_key=f"letter-answer:{answer.uuid}",
    )
    if message is None or found.ready is None:
        return False
    answer.message = message.pk
    answer.save()
    likeness = next(each.likeness for each in found.compared if each.ready.pk == found.ready.pk)
    ReadySending.objects.create(ready=found.ready, answer=answer, likeness=likeness)
    take_sample(answer, now=now)
    row.acknowledged_at, row.team = now, found.ready.team
    stop_clock(row, answer, now=now)
    find_under_team(row)
    return True
