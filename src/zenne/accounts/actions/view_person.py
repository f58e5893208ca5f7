"""Open somebody's card."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from zenne.accounts.models import Person, RoleGrant, TeamMembership
from zenne.accounts.permissions import FIND_PERSON
from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What a worker sees of somebody."""

    person: Person
    roles: tuple[RoleGrant, ...]
    places: tuple[TeamMembership, ...]
    ways: tuple[str, ...]


@transaction.atomic
@needs(FIND_PERSON)
def view_person(*, asker: Asker, uuid: UUID) -> PersonCard:
    """The card of a person. That it was opened, by whom and what for, is written down for them to read.

    Raises:
        Person.DoesNotExist: there is nobody with this identifier.
    """
    person = Person.objects.get(uuid=uuid)
    record(asker=asker, action="accounts.view-person", about=person.key)
    return PersonCard(
        person=person,
        roles=tuple(person.role_grants.order_by("role")),
        places=tuple(person.memberships.select_related("team").order_by("team__key")),
        ways=tuple(person.identities.values_list("issuer", flat=True)),
    )
