"""Who is meant when somebody is looked for in the log: whoever keeps accounts knows people by their addresses."""

from collections.abc import Callable

from zenne.core.audit.addresses import address_key

Finder = Callable[[str], str]
_finders: list[Finder] = []


def register_finder(find: Finder) -> None:
    """Let an address be typed in the place of a key; called in ``AppConfig.ready()``.

    Args:
        find: gives the key ``person:…`` for what was typed; empty when it is nobody's.
    """
    _finders[:] = [find]


def key_meant(typed: str) -> str:
    """The key for whose an address is, or for the address itself; anything else as it was typed."""
    if "@" not in typed:
        return typed
    return next((key for find in _finders if (key := find(typed))), address_key(typed))
