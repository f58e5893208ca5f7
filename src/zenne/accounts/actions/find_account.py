"""Find an account to close it or open it again."""

from django.db import transaction

from zenne.accounts.models import Person
from zenne.accounts.permissions import DEACTIVATE_PERSON
from zenne.accounts.queries import person_named
from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record


@transaction.atomic
@needs(DEACTIVATE_PERSON)
@asks_no_purpose(because="it only says whether the account with a whole address is open, to close it at once")
def find_account(*, asker: Asker, who: str) -> Person | None:
    """The person with the whole address ``who``, or the whole key ``person:…``; None when there is none.

    It opens no file, and is written down for the person to read.
    """
    person = person_named(who)
    if person is not None:
        record(asker=asker, action="accounts.find-account", about=person.key)
    return person
