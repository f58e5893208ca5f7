"""Tell whoever wrote that their letter came, who has it, and on which day the answer comes."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import internal, records_nothing
from zenne.core.limits.public import Limit, allow
from zenne.core.outbox.public import Message
from zenne.mailroom.answers.promising import foreseen_day, keep_promise
from zenne.mailroom.answers.telling import languages_of, last_letter, tell
from zenne.mailroom.letters.models import Letter, Thread

ACKNOWLEDGED: Final = Limit("mailroom.acknowledge", times=3, per=timedelta(hours=1))
"""By address: enough for a person, and the end of a loop between two robots, or of a flood under a forged address."""


@internal
@records_nothing(because="the message and the day that it names are kept")
@transaction.atomic
def acknowledge_letter(thread: UUID, *, now: datetime) -> bool:
    """Returns whether a message was written: once for each conversation, and to one address only so often.

    A letter that is not acknowledged keeps its deadline, by which its day is named.
    """
    row = Thread.objects.select_for_update(of=("self",)).select_related("service", "team").get(uuid=thread)
    letter = last_letter(row)
    if letter is None or row.state != Thread.State.OPEN or row.promised_on or row.answers.exists():
        return False
    key = f"letter-acknowledged:{row.uuid}"
    if Message.objects.filter(idempotency_key=key).exists():
        return False
    if not letter.sender or not allow(ACKNOWLEDGED, letter.sender_key):
        return False
    day = foreseen_day(row, now=now)
    copy = letter.text if letter.channel in {Letter.Channel.FORM, Letter.Channel.PROGRAM} else ""
    message = tell(
        row,
        letter,
        template="acknowledged",
        context={"day": day, "copy": copy.split("\n") if copy else []},
        languages=languages_of(row),
        idempotency_key=key,
    )
    if message is not None and day is not None:
        keep_promise(row, day, now=now)
    return message is not None
