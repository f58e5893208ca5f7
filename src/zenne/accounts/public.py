"""Who is asking: people, teams and roles, for the modules above."""

from zenne.accounts.actions.sign_in import sign_in
from zenne.accounts.models import Person, RoleGrant, Team, TeamMembership
from zenne.accounts.roles import ROLES, STAFF_ROLES, Role, permissions_of
from zenne.accounts.rules.proofs import Proof

__all__ = [
    "ROLES",
    "STAFF_ROLES",
    "Person",
    "Proof",
    "Role",
    "RoleGrant",
    "Team",
    "TeamMembership",
    "permissions_of",
    "sign_in",
]
