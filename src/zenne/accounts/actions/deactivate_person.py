"""Close an account."""

from datetime import datetime

from django.db import transaction

from zenne.accounts.facts import PersonDeactivated
from zenne.accounts.models import ApiKey, Person, Session
from zenne.accounts.permissions import DEACTIVATE_PERSON
from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.core.events.public import announce


@transaction.atomic
@needs(DEACTIVATE_PERSON)
@asks_no_purpose(because="an account that is misused is closed at once, and no file is opened")
def deactivate_person(*, asker: Asker, person: Person, now: datetime) -> None:
    """Close an account: nobody signs in with it any more, its sessions end at once and its keys are revoked."""
    Person.objects.filter(pk=person.pk).update(is_active=False)
    Session.objects.filter(person=person).delete()
    ApiKey.objects.filter(owner=person, revoked_at=None).update(revoked_at=now, revoked_by=asker.key)
    record(asker=asker, action="accounts.deactivate-person", about=person.key)
    announce(PersonDeactivated(person=person.key))
