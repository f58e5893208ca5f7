"""Take a role, or a place in a team, away."""

from django.db import transaction

from zenne.accounts.facts import RoleTakenAway
from zenne.accounts.models import Person, RoleGrant, Team, TeamMembership
from zenne.accounts.permissions import GRANT_ROLE
from zenne.accounts.roles import TEAM
from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.core.events.public import announce


@transaction.atomic
@needs(GRANT_ROLE)
@asks_no_purpose(because="who has which role is the work itself, and is written down for the person")
def take_role_away(*, asker: Asker, person: Person, role: str, team: Team | None = None) -> bool:
    """Take a role away; it stops counting at the person's next request. Returns False when they did not have it."""
    if role == TEAM.code:
        deleted, _ = TeamMembership.objects.filter(person=person, team=team).delete()
    else:
        deleted, _ = RoleGrant.objects.filter(person=person, role=role).delete()
    if deleted:
        key = team.key if team and role == TEAM.code else ""
        record(asker=asker, action="accounts.take-role-away", about=person.key, details={"role": role, "team": key})
        announce(RoleTakenAway(person=person.key, role=role, team=key))
    return bool(deleted)
