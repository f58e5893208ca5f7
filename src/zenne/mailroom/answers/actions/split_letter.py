"""Give a second question a conversation of its own, with its own service and clock."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.actions.hand_over_letter import place_of
from zenne.mailroom.answers.at_work import BECAUSE, answering, writer_of
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.holding import require_free
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.promising import foreseen_day, keep_promise
from zenne.mailroom.answers.reach import locked_thread, threads_for
from zenne.mailroom.answers.telling import languages_of, status_address, tell
from zenne.mailroom.letters.clocks import next_waiting
from zenne.mailroom.letters.conversations import deadline_for, run_clock
from zenne.mailroom.letters.index import find_under_team, make_findable
from zenne.mailroom.letters.models import Attachment, Letter, Message, Reference, Thread
from zenne.mailroom.rules.headers import message_ids, raw_header
from zenne.mailroom.rules.kinds import Kind
from zenne.mailroom.rules.threads import bare_subject, reference_key

LONGEST_QUESTION: Final = 200
SAME: Final = (
    "kind", "sender_name", "sender", "sender_key", "text", "language", "languages", "is_whole", "channel",
    "written_at", "received_at", "deadline",
)  # fmt: skip
"""What the second question has from the letter that asks it."""
SAME_FILE: Final = ("position", "name", "type", "claimed_type", "size_bytes", "scan", "scan_found", "scanned_at")


@dataclass(frozen=True, slots=True)
class SecondQuestion:
    """What a conversation of its own is about, and who answers it.

    Attributes:
        question: its name, which the writer reads.
        team, service: who answers and about what; neither for the team that has the letter.
        takes_letter: the letter goes along; else it asks two things, and stays in its conversation as well.
    """

    question: str
    team: str = ""
    service: str = ""
    takes_letter: bool = False


@needs(ANSWER_LETTERS)
@asks_no_purpose(because=BECAUSE)
@transaction.atomic
def split_letter(*, asker: Asker, letter: UUID, second: SecondQuestion, now: datetime) -> Thread:
    """Begin a conversation for one letter, whose clock runs from the moment when it came. A day that was named holds.

    The writer gets one message, which names the second question and who answers it.

    Raises:
        AnswerRefused: ``no-question``, ``question-too-long``, ``only-letter``: nothing would be left, ``divided``:
            the letter has this second question already, ``leaving``, ``held``, ``unknown-team``, ``unknown-service``,
            ``merged`` or ``unknown-letter``.
    """
    question = " ".join(second.question.split())
    if not question or len(question) > LONGEST_QUESTION:
        raise AnswerRefused("question-too-long" if question else "no-question")
    old, row = locked_letter(asker, letter)
    require_free(old, asker, now=now)
    if Answer.objects.filter(thread=old, state=Answer.State.LEAVING).exists():
        raise AnswerRefused("leaving")
    new = Thread(begun_at=row.received_at, answer_in=old.answer_in, team=old.team)
    if second.team or second.service:
        new.team, new.service = place_of(second.team, second.service)
    run_clock(new, since=row.received_at)
    new.save()
    is_unread = not (old.acknowledged_at or old.promised_on or old.answers.exists())
    own = moved(row, old, new) if second.takes_letter else copied(row, new, question)
    first_address = status_address(old) if is_unread and not second.takes_letter else ""
    day = old.promised_on or foreseen_day(new, now=now)
    if tell_of(new, own, {"question": question, "day": day, "first_address": first_address}, now=now) and first_address:
        Thread.objects.filter(pk=old.pk).update(acknowledged_at=now)
    if second.takes_letter:
        go_on_without(old, row)
    who, details = answering(asker, own), {"into": str(new.uuid)}
    record(asker=who, action="letters.split", about=writer_of(own), thing=f"thread:{old.uuid}", details=details)
    return new


def locked_letter(asker: Asker, uuid: UUID) -> tuple[Thread, Letter]:
    thread = threads_for(asker).filter(letters__uuid=uuid, letters__kind=Kind.LETTER).first()
    if thread is None:
        raise AnswerRefused("unknown-letter")
    locked = locked_thread(asker, thread.uuid)
    letter = Letter.objects.filter(uuid=uuid, thread=locked).first()
    if letter is None:  # somebody else took it out just now
        raise AnswerRefused("divided")
    return locked, letter


def moved(letter: Letter, old: Thread, new: Thread) -> Letter:
    """The letter in its new conversation, where replies to it land as well."""
    if not old.letters.filter(kind=Kind.LETTER).exclude(pk=letter.pk).exists():
        raise AnswerRefused("only-letter")
    letter.thread = new
    letter.save(update_fields=["thread"])
    find_under_team(new)
    raws = Message.objects.filter(letter=letter).values_list("raw", flat=True)
    names = [message_ids(raw_header(message_from_bytes(bytes(raw)), "Message-ID")) for raw in raws]
    keys = [reference_key(name) for found in names for name in found]
    Reference.objects.filter(key__in=keys, thread=old).update(thread=new)
    return letter


def copied(letter: Letter, new: Thread, question: str) -> Letter:
    """The same letter once more, under the name of its second question; its bytes stay where they are."""
    origin = Letter.objects.get(pk=letter.origin_id)
    mark = hashlib.sha256(f"{origin.fingerprint}:{bare_subject(question)}".encode()).hexdigest()
    if Letter.objects.filter(fingerprint=mark).exists():
        raise AnswerRefused("divided")
    same = {name: getattr(origin, name) for name in SAME}
    copy = Letter.objects.create(
        thread=new,
        fingerprint=mark,
        copy_of=origin,
        subject=question,
        subject_key=bare_subject(question),
        **same,
    )
    for each in origin.attachments.all():
        file = {name: getattr(each, name) for name in SAME_FILE}
        Attachment.objects.create(letter=copy, **file)
    make_findable(copy)
    return copy


def tell_of(new: Thread, letter: Letter, said: dict[str, Any], *, now: datetime) -> bool:
    """One message, which is what the writer hears of the second question; returns whether it was written.

    ``said``: with the status page of the first question where they have not heard of us yet, so that it speaks of both.
    """
    message = tell(
        new,
        letter,
        template="divided",
        context=said,
        languages=languages_of(new),
        idempotency_key=f"letter-acknowledged:{new.uuid}",
    )
    if message is None:
        return False
    Thread.objects.filter(pk=new.pk).update(acknowledged_at=now)
    if said["day"] is not None:
        keep_promise(new, said["day"], now=now)
    return True


def go_on_without(old: Thread, letter: Letter) -> None:
    """The clock of the first conversation runs by what still waits in it, or it is again what it was before."""
    if old.state != Thread.State.OPEN or letter.received_at != old.waiting_since:
        return  # the clock runs by something else, which stays
    following = next_waiting(old, without=letter)
    if following is not None:
        old.waiting_since = following.received_at
        old.deadline = deadline_for(old)
    elif not old.came_back:
        last = Answer.objects.filter(thread=old, state=Answer.State.SENT).last()
        old.state = Thread.State.CLOSED if last is None else Thread.State.ANSWERED
        if last is not None and last.asks_back:
            old.state = Thread.State.WAITING
        old.waiting_since = old.deadline = old.promised_on = None
    Thread.objects.filter(pk=old.pk).update(
        state=old.state, waiting_since=old.waiting_since, deadline=old.deadline, promised_on=old.promised_on
    )
