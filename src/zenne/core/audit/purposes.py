"""What people who work with the data of others need it for: said once for a piece of work, kept in the session."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from zenne.core.audit.errors import UnknownPurpose

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KEY: Final = "purpose"
LASTS: Final = timedelta(minutes=60)
LONGEST_TASK: Final = 200


@dataclass(frozen=True, slots=True)
class Purpose:
    """A purpose: its stable code, how it is called, and for which kinds of work it fits, both lazily translated."""

    code: str
    label: "StrOrPromise"
    fits: "StrOrPromise"


@dataclass(frozen=True, slots=True)
class CurrentPurpose:
    """What somebody is working on now."""

    purpose: Purpose
    task: str
    until: datetime


_purposes: dict[str, Purpose] = {}


def declare_purpose(purpose: Purpose) -> None:
    """Let a purpose be chosen; called in ``AppConfig.ready()``. The last declaration of a code counts."""
    _purposes[purpose.code] = purpose


def declared_purposes() -> tuple[Purpose, ...]:
    """All purposes, in the order in which they were declared."""
    return tuple(_purposes.values())


def purpose_name(code: str) -> str:
    """How a purpose is called in the reader's language; its code when it no longer exists."""
    return str(_purposes[code].label) if code in _purposes else code


def declare_usual_purposes() -> None:
    """The purposes that every administration has."""
    for code, label, fits in (
        ("answer", _("Answer a question"), _("At the desk, on the telephone, by letter or e-mail.")),
        ("request", _("Handle a request or a file"), _("A document, a permit, a registration.")),
        ("correct", _("Correct data"), _("A person or another service says that something is wrong.")),
        ("rights", _("A person asks for their data"), _("A copy, an erasure, a question about who used it.")),
        ("check", _("Check afterwards"), _("A sample, a complaint, a suspicion of misuse.")),
    ):
        declare_purpose(Purpose(code, label, fits))


def begin_purpose(session: MutableMapping[str, Any], *, code: str, task: str, now: datetime) -> CurrentPurpose:
    """Keep a purpose in the session for at most an hour, in the place of another one.

    Raises:
        UnknownPurpose: nobody declared ``code``, or ``task`` is empty.
    """
    task = " ".join(task.split())[:LONGEST_TASK]
    if code not in _purposes or not task:
        raise UnknownPurpose(code)
    until = now + LASTS
    session[KEY] = {"code": code, "task": task, "until": until.isoformat()}
    return CurrentPurpose(_purposes[code], task, until)


def current_purpose(session: MutableMapping[str, Any], *, now: datetime) -> CurrentPurpose | None:
    """What the session says; None when it says nothing, or something that is over or no longer exists."""
    stored = session.get(KEY)
    if not isinstance(stored, dict):
        return None
    try:
        until = datetime.fromisoformat(stored["until"])
        purpose, task = _purposes[stored["code"]], str(stored["task"])
    except (KeyError, TypeError, ValueError):
        return None
    return CurrentPurpose(purpose, task, until) if now < until else None


def end_purpose(session: MutableMapping[str, Any]) -> None:
    """Forget the purpose; ending none is nothing."""
    session.pop(KEY, None)
