"""To whom something is open: everybody, whoever is signed in, those with a permission, or the system itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zenne.core.access.rules.assurance import Assurance

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Audience:
    """What an asker needs. ``code`` is stable: lower-case words with hyphens, ``house.verb-thing`` for permissions.

    Attributes:
        label: for people, lazily translated: what those who have it may do.
        assurance: the least level of assurance of the sign-in.
        needs_purpose: whether the asker must have said what they need personal data for.
    """

    code: str
    label: "StrOrPromise" = ""
    assurance: Assurance = Assurance.NONE
    needs_purpose: bool = False

    def __str__(self) -> str:
        return self.code


class Permission(Audience):
    """Something that some roles may do and others may not."""

    __slots__ = ()


PUBLIC: Final = Audience("public")
"""Everybody, signed in or not."""

SIGNED_IN: Final = Audience("signed-in")
"""Whoever is signed in, for what is their own."""

INTERNAL: Final = Audience("internal")
"""No person: commands, tasks, and actions that have already checked who asks."""

_permissions: dict[str, Permission] = {}


class PermissionTaken(ValueError):
    """Two permissions with one code."""

    code = "permission-taken"


def permission(
    code: str, label: "StrOrPromise", *, assurance: Assurance = Assurance.NONE, needs_purpose: bool = False
) -> Permission:
    """Declare a permission, at the top of a module's ``permissions.py``.

    Args:
        code: ``house.verb-thing``: ``tasks.retry``.
        label: what those who have it may do, lazily translated: "Try failed work again".

    Raises:
        PermissionTaken: another permission has this code.
    """
    made = Permission(code, label, assurance, needs_purpose)
    if _permissions.setdefault(code, made) != made:
        raise PermissionTaken(f"another permission already has the code {code!r}")
    return made


def all_permissions() -> tuple[Permission, ...]:
    """Every permission of the installed modules, by code."""
    return tuple(each for _, each in sorted(_permissions.items()))


def codes(permissions: Iterable[Audience]) -> frozenset[str]:
    """The codes of some permissions."""
    return frozenset(each.code for each in permissions)
