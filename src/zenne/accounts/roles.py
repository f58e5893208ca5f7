"""The table of roles: what each is for, and the permissions that come with it. docs/permissions.md is made from it.

Permissions are named by code, because the rooms that declare them stand elsewhere; a test compares both sides.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Role:
    """A role.

    Attributes:
        code: stable, lower-case words with hyphens.
        label: what it is called, lazily translated.
        purpose: what people have it for, one sentence, lazily translated.
        permissions: codes of the permissions that come with it.
        is_granted: whether somebody gives it; the others come by themselves.
    """

    code: str
    label: "StrOrPromise"
    purpose: "StrOrPromise"
    permissions: frozenset[str] = field(default_factory=frozenset)
    is_granted: bool = True


RESIDENT: Final = Role(
    "resident",
    _("Resident"),
    _("Everybody who signs in, for what is their own. It needs no granting."),
    is_granted=False,
)
TEAM: Final = Role(
    "team",
    _("Team"),
    _("Whoever has a place in a team: the texts of the services. It comes with the place."),
    frozenset(
        {
            "catalogue.translate",
            "catalogue.publish",
            "counters.plan",
            "counters.serve",
            "data.read-partner",
            "data.read-official",
            "mailroom.answer",
            "workforce.manage",
        }
    ),
    is_granted=False,
)
DESK_WORKER: Final = Role(
    "desk-worker",
    _("Desk worker"),
    _("Helps people at the desk, on the telephone and by post."),
    frozenset(
        {
            "accounts.find-person",
            "counters.book-for-others",
            "counters.find-booking",
            "counters.read-booking",
            "counters.serve",
            "data.read-official",
            "data.read-partner",
            "mailroom.answer",
            "messages.read",
            "messages.retry",
            "messages.see",
        }
    ),
)
DATA_STEWARD: Final = Role(
    "data-steward",
    _("Data steward"),
    _("Watches over data: who looked at it, what people ask about their own, what must be erased."),
    frozenset(
        {
            "audit.read",
            "data.grant",
            "data.manage",
            "data.read-official",
            "data.read-partner",
            "data.read-quarantine",
            "personal-data.export",
            "personal-data.erase",
            "accounts.find-person",
            "tasks.see",
            "tasks.read-details",
        }
    ),
)
PARTNER: Final = Role(
    "partner",
    _("Partner"),
    _("Works at another organisation and builds on the data of the city."),
    frozenset({"data.read-partner"}),
)
ADMINISTRATOR: Final = Role(
    "administrator",
    _("Administrator"),
    _("Runs the installation and says who has which role. It opens no personal files."),
    frozenset(
        {
            "accounts.grant-role",
            "accounts.deactivate-person",
            "accounts.revoke-key",
            "catalogue.translate",
            "catalogue.publish",
            "operations.see",
            "tasks.see",
            "tasks.retry",
            "messages.see",
            "messages.retry",
        }
    ),
)

ROLES: Final = (RESIDENT, TEAM, DESK_WORKER, DATA_STEWARD, PARTNER, ADMINISTRATOR)
BY_CODE: Final = {role.code: role for role in ROLES}
GRANTED_ROLES: Final = tuple(role for role in ROLES if role.is_granted)
STAFF_ROLES: Final = frozenset({"team", "desk-worker", "data-steward", "administrator"})
"""The roles of those who work at the city: they need a second factor, if the installation says so."""


def permissions_of(codes: Iterable[str]) -> frozenset[str]:
    """The codes of all permissions that come with some roles; a role that no longer exists gives none."""
    return frozenset(code for role in codes if role in BY_CODE for code in BY_CODE[role].permissions)
