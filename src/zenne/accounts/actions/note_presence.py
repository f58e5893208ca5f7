"""Note that somebody was here."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from zenne.accounts.models import Person, Session
from zenne.core.access.public import internal, records_nothing

EVERY: Final = timedelta(minutes=15)


def is_worth_noting(last: datetime, *, now: datetime) -> bool:
    """Whether the last note is old enough: presence is kept coarsely."""
    return now - last > EVERY


@internal
@records_nothing(because="the hour stands at the person, and more would be a trace of everything they do")
def note_presence(*, session: str, person: int, now: datetime) -> None:
    """Say that a session was used now, and of its person the hour."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    Session.objects.filter(pk=session).update(last_seen_at=now)
    Person.objects.filter(Q(last_seen_at=None) | Q(last_seen_at__lt=hour), pk=person).update(last_seen_at=hour)
