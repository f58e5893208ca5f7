"""Tell whoever wrote that their letter came, who has it, and on which day the answer comes."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import internal, records_nothing
from zenne.mailroom.answers.promising import foreseen_day, keep_promise
from zenne.mailroom.answers.telling import languages_of, last_letter, tell
from zenne.mailroom.letters.mergers import lock_living
from zenne.mailroom.letters.models import Letter, Thread

MOST_IN_AN_HOUR: Final = 3
"""To one address: enough for a person, and the end of a loop of two robots, or of a flood under a forged address."""


@internal
@records_nothing(because="the message and the day that it names are kept")
@transaction.atomic
def acknowledge_letter(thread: UUID, *, now: datetime) -> bool:
    """Returns whether a message was written: once for each conversation, and to one address only so often.

    A letter that is not acknowledged keeps its deadline, by which its day is named.
    """
    row = lock_living(uuid=thread)
    letter = last_letter(row)
    if (
        letter is None
        or row.state != Thread.State.OPEN
        or row.acknowledged_at
        or row.promised_on
        or row.answers.exists()
    ):
        return False
    if not letter.sender or acknowledged_lately(letter, now=now) >= MOST_IN_AN_HOUR:
        return False
    day = foreseen_day(row, now=now)
    copy = letter.text if letter.channel in {Letter.Channel.FORM, Letter.Channel.PROGRAM} else ""
    message = tell(
        row,
        letter,
        template="acknowledged",
        context={"day": day, "copy": copy.split("\n") if copy else []},
        languages=languages_of(row),
        idempotency_key=f"letter-acknowledged:{row.uuid}",
    )
    if message is None:
        return False
    Thread.objects.filter(pk=row.pk).update(acknowledged_at=now)
    if day is not None:
        keep_promise(row, day, now=now)
    return True


def acknowledged_lately(letter: Letter, *, now: datetime) -> int:
    """How many conversations of its writer. They are counted as they are written: a worker that dies told nobody."""
    own = Thread.objects.filter(letters__sender_key=letter.sender_key, acknowledged_at__gt=now - timedelta(hours=1))
    return own.distinct().count()
