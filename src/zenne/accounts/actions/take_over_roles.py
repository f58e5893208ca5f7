"""Give somebody the roles of their groups at the provider."""

from collections.abc import Iterable

from django.db import transaction

from zenne.accounts.models import Person, RoleGrant
from zenne.accounts.oidc.providers import Provider
from zenne.accounts.roles import GRANTED_ROLES
from zenne.core.access.public import internal


@transaction.atomic
@internal
def take_over_roles(*, person: Person, provider: Provider, groups: Iterable[str]) -> None:
    """Bring the roles that came from ``provider`` in line with its groups; roles that people gave stay as they are."""
    source = f"provider:{provider.id}"
    known = {role.code for role in GRANTED_ROLES}
    wanted = {provider.roles[group] for group in groups if provider.roles.get(group) in known}
    held = RoleGrant.objects.filter(person=person, team=None)
    held.filter(granted_by=source).exclude(role__in=wanted).delete()
    for role in sorted(wanted - set(held.values_list("role", flat=True))):
        RoleGrant.objects.create(person=person, role=role, granted_by=source)
