"""Give somebody the roles of their groups at the provider."""

from collections.abc import Iterable

from django.db import transaction

from zenne.accounts.facts import RoleGranted, RoleTakenAway
from zenne.accounts.models import Person, RoleGrant
from zenne.accounts.oidc.providers import Provider
from zenne.accounts.roles import GRANTED_ROLES
from zenne.core.access.public import SYSTEM, internal
from zenne.core.audit.public import record
from zenne.core.events.public import announce


@transaction.atomic
@internal
def take_over_roles(*, person: Person, provider: Provider, groups: Iterable[str]) -> None:
    """Bring the roles that came from ``provider`` in line with its groups; roles that people gave stay as they are."""
    source = f"provider:{provider.id}"
    known = {role.code for role in GRANTED_ROLES}
    wanted = {provider.roles[group] for group in groups if provider.roles.get(group) in known}
    held = dict(RoleGrant.objects.filter(person=person).values_list("role", "granted_by"))
    for role in sorted(role for role, given_by in held.items() if given_by == source and role not in wanted):
        RoleGrant.objects.filter(person=person, role=role).delete()
        write_down("accounts.take-role-away", person, role, source)
        announce(RoleTakenAway(person=person.key, role=role, team=""))
    for role in sorted(wanted - held.keys()):
        RoleGrant.objects.create(person=person, role=role, granted_by=source)
        write_down("accounts.grant-role", person, role, source)
        announce(RoleGranted(person=person.key, role=role, team=""))


def write_down(action: str, person: Person, role: str, source: str) -> None:
    record(asker=SYSTEM, action=action, about=person.key, details={"role": role, "from": source})
