"""Make somebody administrator from the command line."""

from django.core.validators import validate_email
from django.db import transaction

from zenne.accounts.actions.grant_role import grant_role
from zenne.accounts.models import Person
from zenne.accounts.roles import ADMINISTRATOR
from zenne.core.access.public import SYSTEM, internal


@transaction.atomic
@internal
def first_administrator(*, email: str) -> bool:
    """Give the role of administrator to whoever reads an address; their account is made when there is none.

    Returns False when they have the role already. Raises ValidationError when it is no address.
    """
    validate_email(email)
    person = Person.objects.filter(email__iexact=email).first() or Person.objects.create(email=email)
    return grant_role(asker=SYSTEM, person=person, role=ADMINISTRATOR.code)
