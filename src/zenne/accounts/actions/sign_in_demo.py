"""Sign in as one of the people of the demonstration."""

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from zenne.accounts.actions.sign_in import sign_in
from zenne.accounts.demo import TEAM_NAMES, DemoIdentity
from zenne.accounts.models import Person, RoleGrant, Team, TeamMembership
from zenne.accounts.rules.proofs import Proof
from zenne.core.access.public import SYSTEM, Assurance, for_everybody, records_nothing
from zenne.core.languages.public import Translated


class NoDemonstration(RuntimeError):
    """A demo identity outside a demonstration."""

    code = "no-demonstration"


@for_everybody
@records_nothing(because="the people of the demonstration do not exist")
def sign_in_demo(request: HttpRequest, *, identity: DemoIdentity) -> None:
    """Sign in as ``identity``, with everything proved.

    Raises:
        NoDemonstration: this installation is not one.
    """
    if not settings.DEMO:
        raise NoDemonstration(identity.key)
    proof = Proof(assurance=Assurance.HIGH, way="demo", second_factor=True)
    sign_in(request, person=demo_person(identity), proof=proof)


@transaction.atomic
def demo_person(identity: DemoIdentity) -> Person:
    """The person of an identity with their roles, made at the first use."""
    person, _ = Person.objects.get_or_create(uuid=identity.uuid, defaults={"name": identity.name})
    for role in identity.roles:
        RoleGrant.objects.get_or_create(person=person, role=role, defaults={"granted_by": SYSTEM.key})
    if identity.team:
        name = Translated(TEAM_NAMES[identity.team])
        team, _ = Team.objects.get_or_create(key=identity.team, defaults={"name": name})
        TeamMembership.objects.get_or_create(person=person, team=team, defaults={"granted_by": SYSTEM.key})
    return person
