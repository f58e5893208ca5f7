"""Let an answer leave."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import internal, records_nothing
from zenne.core.events.public import announce
from zenne.mailroom.answers.facts import LetterAnswered
from zenne.mailroom.answers.models import Answer, Hold
from zenne.mailroom.answers.parts import parts_of
from zenne.mailroom.answers.samples import take_sample
from zenne.mailroom.answers.telling import last_letter, tell_all
from zenne.mailroom.answers.without_person import AUTHOR
from zenne.mailroom.letters.conversations import pause_clock, run_clock
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.rules.kinds import Kind


@internal
@records_nothing(because="who sent it is recorded when they did, and the message is kept")
@transaction.atomic
def dispatch_answer(answer: UUID, *, now: datetime) -> bool:
    """Write the message and stop the clock, in one transaction; false for one that was taken back or erased meanwhile.

    To whoever has no address, it was said or written on paper: then it is kept only.
    """
    number = Answer.objects.filter(uuid=answer).values_list("thread_id", flat=True).first()
    if number is None:
        return False
    thread = Thread.objects.select_for_update(of=("self",)).select_related("service", "team").get(pk=number)
    row = Answer.objects.get(uuid=answer)
    letter = last_letter(thread)
    if row.state != Answer.State.LEAVING or letter is None or (row.leaves_at is not None and row.leaves_at > now):
        return False
    parts = parts_of(row)
    message = tell_all(
        thread,
        template="answer",
        context={"answer": row, "parts": parts},
        languages=tuple(each.language for each in parts),
        idempotency_key=f"letter-answer:{row.uuid}",
        by_person=True,
    )
    row.state, row.sent_at, row.message = Answer.State.SENT, now, message.pk if message else None
    row.save(update_fields=["state", "sent_at", "message"])
    take_sample(row, now=now)
    Hold.objects.filter(thread=thread).delete()
    stop_clock(thread, row, now=now)
    return True


def stop_clock(thread: Thread, answer: Answer, *, now: datetime) -> None:
    """Nothing is owed any more: until the writer answers, or for good. What came after it was written still waits."""
    service = thread.service.slug if thread.service else ""
    since = thread.waiting_since or thread.begun_at
    announce(LetterAnswered(thread.uuid, service, answer.language, since, now, thread.promised_on))
    thread.promised_on, thread.came_back = None, False
    if answer.author != AUTHOR:
        thread.is_guessed = False  # whoever answers without giving it away says that it is theirs
    later = Letter.objects.filter(thread=thread, kind=Kind.LETTER, received_at__gt=answer.saved_at)
    if unanswered := later.order_by("received_at").first():
        run_clock(thread, since=unanswered.received_at)
    elif answer.asks_back:
        pause_clock(thread, now=now)
    else:
        thread.state = Thread.State.ANSWERED
        thread.waiting_since = thread.deadline = None
    thread.save()
