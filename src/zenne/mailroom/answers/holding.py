"""Who is writing an answer: seen by others, and taken over knowingly."""

from datetime import datetime, timedelta
from typing import Final

from zenne.core.access.public import Asker
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.models import Hold
from zenne.mailroom.letters.models import Thread

HELD_FOR: Final = timedelta(minutes=20)
"""After so long without a sign somebody has gone; what they wrote is kept."""


def holder_of(thread: Thread, *, now: datetime) -> Hold | None:
    """Who is writing now."""
    return Hold.objects.filter(thread=thread, seen_at__gt=now - HELD_FOR).first()


def require_free(thread: Thread, asker: Asker, *, now: datetime) -> None:
    """Go on when nobody else is writing. Raises AnswerRefused, ``held``."""
    hold = holder_of(thread, now=now)
    if hold is not None and hold.holder != asker.key:
        raise AnswerRefused("held", name=hold.name)


def keep_holding(thread: Thread, asker: Asker, *, now: datetime) -> None:
    """The asker is writing, whoever did before."""
    Hold.objects.update_or_create(
        thread=thread, defaults={"holder": asker.key, "name": asker.name[:200], "seen_at": now}
    )
