"""Who is asking: people, teams and roles, for the modules above."""

from zenne.accounts.actions.keep_teams import keep_teams
from zenne.accounts.actions.sign_in import sign_in
from zenne.accounts.actions.sign_in_demo import demo_person
from zenne.accounts.demo import DEMO_IDENTITIES
from zenne.accounts.facts import AddressProved
from zenne.accounts.holders import (
    Holder,
    address_of,
    holder_of,
    holders_with,
    key_of_address,
    keys_of,
    subject_of_address,
)
from zenne.accounts.key_facts import register_key_fact
from zenne.accounts.models import Person, RoleGrant, Team, TeamMembership
from zenne.accounts.own_pages import OwnPage, register_own_page
from zenne.accounts.roles import ROLES, STAFF_ROLES, Role, permissions_of
from zenne.accounts.rules.proofs import Proof

__all__ = [
    "DEMO_IDENTITIES",
    "ROLES",
    "STAFF_ROLES",
    "AddressProved",
    "Holder",
    "OwnPage",
    "Person",
    "Proof",
    "Role",
    "RoleGrant",
    "Team",
    "TeamMembership",
    "address_of",
    "demo_person",
    "holder_of",
    "holders_with",
    "keep_teams",
    "key_of_address",
    "keys_of",
    "permissions_of",
    "register_key_fact",
    "register_own_page",
    "sign_in",
    "subject_of_address",
]
