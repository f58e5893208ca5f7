"""How kinds of messages are called on pages that people read; a message itself keeps a code or its template."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_kinds: dict[str, "StrOrPromise"] = {}


def name_kinds(names: Mapping[str, "StrOrPromise"]) -> None:
    """Say how kinds are called, lazily translated; called in ``AppConfig.ready()`` of the house that sends them."""
    _kinds.update(names)


def kind_name(code: str) -> str:
    """How a kind is called in the reader's language; its code when nobody has said."""
    return str(_kinds.get(code, code))


def language_name(code: str) -> str:
    """A language by its own name; its code when the interface does not have it."""
    return str(dict(settings.LANGUAGES).get(code, code))
