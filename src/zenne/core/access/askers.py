"""Who asks for something."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from zenne.core.access.audiences import INTERNAL, PUBLIC, Audience, Permission
from zenne.core.access.errors import NotAllowed, PurposeNeeded, SignInNeeded, StrongerSignInNeeded
from zenne.core.access.rules.assurance import Assurance


class AskerKind(StrEnum):
    """What an asker is."""

    NOBODY = "nobody"
    PERSON = "person"
    KEY = "key"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as far as is known, and what they may do. It is made anew for each request and never stored.

    Attributes:
        key: stable and without meaning: ``person:5f0c…``, ``key:81ab…``, ``system``; empty for nobody.
        name: how the asker is called in records that people read; empty for nobody.
        roles: codes of the roles, as in docs/permissions.md.
        permissions: codes of the permissions that come with the roles.
        purpose: what the asker said they need personal data of others for; empty when they did not.
        task: the piece of work for which that was said; empty when none.
    """

    kind: AskerKind = AskerKind.NOBODY
    key: str = ""
    name: str = ""
    roles: frozenset[str] = frozenset()
    permissions: frozenset[str] = field(default=frozenset(), repr=False)
    assurance: Assurance = Assurance.NONE
    purpose: str = ""
    task: str = ""

    @property
    def is_somebody(self) -> bool:
        return self.kind is not AskerKind.NOBODY

    def may(self, audience: Audience) -> bool:
        """Whether the asker belongs to ``audience``, regardless of the level of the sign-in and of a purpose."""
        if self.kind is AskerKind.SYSTEM or audience == PUBLIC:
            return True
        if audience == INTERNAL or not self.is_somebody:
            return False
        return audience.code in self.permissions if isinstance(audience, Permission) else True

    def working_on(self, task: str, *, purpose: str) -> "Asker":
        """The same asker with the purpose that a piece of work has by itself; what they said themselves stays."""
        return self if self.purpose else replace(self, purpose=purpose, task=task)

    def require(self, audience: Audience) -> None:
        """Go on only when the asker belongs to ``audience``.

        Raises:
            SignInNeeded: nobody is signed in.
            StrongerSignInNeeded: the sign-in has too little assurance.
            PurposeNeeded: it was not said what the personal data is needed for.
            NotAllowed: none of these would help.
        """
        if not self.may(audience):
            raise NotAllowed(audience) if self.is_somebody or audience == INTERNAL else SignInNeeded(audience)
        if self.kind is AskerKind.PERSON:
            if self.assurance < audience.assurance:
                raise StrongerSignInNeeded(audience)
            if audience.needs_purpose and not self.purpose:
                raise PurposeNeeded(audience)


NOBODY: Final = Asker()
"""A visitor who is not signed in."""

SYSTEM: Final = Asker(AskerKind.SYSTEM, "system", "Zenne", assurance=Assurance.HIGH)
"""The installation itself: schedules, commands of its operators, the worker."""
