"""Three people who exist only in a demonstration, to look around as each of them with one click."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NAMESPACE: Final = uuid.UUID("8a3fd1fe-9f5b-4f0e-9a3d-5d4f7e1f9c11")


@dataclass(frozen=True, slots=True)
class DemoIdentity:
    """Somebody to be for a while. ``roles`` are codes, ``team`` the key of a team or empty."""

    key: str
    name: str
    label: "StrOrPromise"
    text: "StrOrPromise"
    roles: tuple[str, ...] = ()
    team: str = ""

    @property
    def uuid(self) -> uuid.UUID:
        return uuid.uuid5(NAMESPACE, self.key)


DEMO_IDENTITIES: Final = {
    identity.key: identity
    for identity in (
        DemoIdentity(
            "resident", "Amina Peeters", _("Amina, a resident"), _("See what a resident sees: their own page.")
        ),
        DemoIdentity(
            "desk-worker",
            "Jonas Lambert",
            _("Jonas, a desk worker"),
            _("Work at the desk: find people, see what was sent, translate."),
            ("desk-worker",),
            "population",
        ),
        DemoIdentity(
            "data-steward",
            "Sofia Claes",
            _("Sofia, a data steward"),
            _("Watch over data: the audit log and what people ask about their own data."),
            ("data-steward",),
        ),
    )
}
TEAM_NAMES: Final = {
    "population": (("nl", "Bevolking"), ("fr", "Population"), ("en", "Population"), ("de", "Bevölkerung"))
}
