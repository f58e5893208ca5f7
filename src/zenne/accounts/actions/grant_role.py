"""Give somebody a role, or a place in a team."""

from django.db import transaction

from zenne.accounts.facts import RoleGranted
from zenne.accounts.models import Person, RoleGrant, Team, TeamMembership
from zenne.accounts.permissions import GRANT_ROLE
from zenne.accounts.roles import GRANTED_ROLES, TEAM
from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.core.events.public import announce


class WrongRole(ValueError):
    """There is no such role to give."""

    code = "wrong-role"


@transaction.atomic
@needs(GRANT_ROLE)
@asks_no_purpose(because="who has which role is the work itself, and is written down for the person")
def grant_role(*, asker: Asker, person: Person, role: str, team: Team | None = None) -> bool:
    """Give a role, which holds for the whole city; ``role="team"`` gives a place in ``team``. It counts at once.

    Returns False when the person has it already.

    Raises:
        WrongRole: the role does not exist, comes by itself, or a place in no team was asked for.
    """
    if role == TEAM.code and team is not None:
        _, is_new = TeamMembership.objects.get_or_create(person=person, team=team, defaults={"granted_by": asker.key})
    elif role in {each.code for each in GRANTED_ROLES}:
        _, is_new = RoleGrant.objects.get_or_create(person=person, role=role, defaults={"granted_by": asker.key})
    else:
        raise WrongRole(role)
    if is_new:
        key = team.key if team and role == TEAM.code else ""
        record(asker=asker, action="accounts.grant-role", about=person.key, details={"role": role, "team": key})
        announce(RoleGranted(person=person.key, role=role, team=key))
    return is_new
