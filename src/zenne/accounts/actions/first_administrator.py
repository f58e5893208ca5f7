"""Make somebody administrator from the command line."""

from django.core.validators import validate_email
from django.db import transaction

from zenne.accounts.actions.grant_role import grant_role
from zenne.accounts.actions.reopen_person import reopen_person
from zenne.accounts.models import Person
from zenne.accounts.roles import ADMINISTRATOR
from zenne.core.access.public import SYSTEM, internal


@transaction.atomic
@internal
def first_administrator(*, email: str) -> bool:
    """Give the role of administrator to whoever reads an address; their account is made, or opened again, where needed.

    Returns False when they have the role already and their account was open.

    Raises:
        ValidationError: it is no address.
    """
    validate_email(email)
    person = Person.objects.filter(email__iexact=email).first() or Person.objects.create(email=email)
    was_closed = reopen_person(asker=SYSTEM, person=person)
    return grant_role(asker=SYSTEM, person=person, role=ADMINISTRATOR.code) or was_closed
