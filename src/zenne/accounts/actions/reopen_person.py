"""Open an account again."""

from django.db import transaction

from zenne.accounts.facts import PersonReopened
from zenne.accounts.models import Person
from zenne.accounts.permissions import DEACTIVATE_PERSON
from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.core.events.public import announce


@transaction.atomic
@needs(DEACTIVATE_PERSON)
@asks_no_purpose(because="it opens an account and no file")
def reopen_person(*, asker: Asker, person: Person) -> bool:
    """Let somebody sign in again, with the roles that they had. Sessions and keys do not come back.

    Returns False when the account is open already.
    """
    if not Person.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        return False
    record(asker=asker, action="accounts.reopen-person", about=person.key)
    announce(PersonReopened(person=person.key))
    return True
