"""Look at two conversations, to put them together."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.actions.merge_letters import is_of_another_writer
from zenne.mailroom.answers.at_work import BECAUSE, answering, writer_of
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import threads_for
from zenne.mailroom.answers.telling import last_letter
from zenne.mailroom.desk.actions.read_letter import others_of
from zenne.mailroom.letters.models import Letter, Thread

NAMED: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two conversations, with its last letter. ``due``: the day that was promised, else that of the deadline."""

    thread: Thread
    letter: Letter
    due: date | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A conversation and the one into which it may be put; ``others``: further letters of the same writer."""

    this: Side
    other: Side | None
    other_writer: bool
    others: list[Letter]


@needs(ANSWER_LETTERS)
@asks_no_purpose(because=BECAUSE)
@transaction.atomic
def compare_letters(*, asker: Asker, thread: UUID, named: str) -> Comparison | None:
    """``named``: the address of the page of the other letter; that it was looked at is written down.

    None when the first is out of reach; without the other one when that is, or nothing was named.
    """
    this = side_of(asker, thread)
    if this is None:
        return None
    found = NAMED.search(named)
    other = side_of(asker, UUID(found.group())) if found else None
    if other is not None:
        who, thing = answering(asker, other.letter), f"thread:{other.thread.uuid}"
        record(asker=who, action="letters.read", about=writer_of(other.letter), thing=thing)
    is_other = other is not None and is_of_another_writer(this.thread, other.thread)
    return Comparison(this, other, is_other, others_of(asker, this.letter, this.thread))


def side_of(asker: Asker, uuid: UUID) -> Side | None:
    thread = threads_for(asker).select_related("service", "team").filter(uuid=uuid).first()
    letter = last_letter(thread) if thread else None
    if thread is None or letter is None:
        return None
    deadline = timezone.localdate(thread.deadline) if thread.deadline else None
    return Side(thread, letter, thread.promised_on or deadline)
