"""How actions, roles and things are called on pages that people read; the log itself keeps codes."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_actions: dict[str, "StrOrPromise"] = {}
_roles: dict[str, "StrOrPromise"] = {}


def name_actions(names: Mapping[str, "StrOrPromise"]) -> None:
    """Say how actions are called, in the past tense and lazily translated: ``{"letters.read": _("Read a letter")}``.

    Called in ``AppConfig.ready()`` of the house that records them.
    """
    _actions.update(names)


def name_roles(names: Mapping[str, "StrOrPromise"]) -> None:
    """Say how roles are called; called by whoever keeps the table of roles."""
    _roles.update(names)


def action_name(code: str) -> str:
    """How an action is called in the reader's language; its code when nobody has said."""
    return str(_actions.get(code, code))


def named_actions() -> dict[str, str]:
    """All actions that have a name, by code, in the reader's language."""
    return {code: str(name) for code, name in sorted(_actions.items())}


def roles_shown(codes: Iterable[str], *, kind: str) -> str:
    """Who somebody was, without their name: their roles at that time, or what kind of asker it was."""
    named = [str(_roles[code]) for code in codes if code in _roles]
    if named:
        return ", ".join(named)
    return {
        "system": _("The system, by itself"),
        "key": _("A program with a key"),
        "nobody": _("Somebody who was not signed in"),
        "person": _("A resident"),
    }.get(kind, _("Somebody who was signed in"))
