"""End a session of one's own on another device."""

import hashlib

from django.db import transaction

from zenne.accounts.models import Person, Session
from zenne.core.access.public import SIGNED_IN, Asker, needs
from zenne.core.audit.public import record


def public_name(session: Session) -> str:
    """How a session is named on a page: its key itself would let in whoever reads it."""
    return hashlib.sha256(session.session_key.encode()).hexdigest()[:24]


@transaction.atomic
@needs(SIGNED_IN)
def end_session(*, asker: Asker, person: Person, name: str) -> bool:
    """End one of the person's own sessions, by its public name, on all servers at once. False when there is none."""
    found = next((each for each in Session.objects.filter(person=person) if public_name(each) == name), None)
    if found is None or person.key != asker.key:
        return False
    found.delete()
    record(asker=asker, action="accounts.end-session", about=person.key)
    return True
