"""How a record and its place in the chain are hashed. The triggers of the database compute the same link."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from json import JSONEncoder
from typing import Any, Final

BEFORE_THE_FIRST: Final = ""
"""What stands in the place of the hash before the first link."""

_compact: Final = JSONEncoder(separators=(",", ":"), sort_keys=True)
_WITHOUT_FRACTION: Final = len("2026-11-24 09:00:00")


def canonical_details(details: Mapping[str, Any]) -> str:
    """Details as the one JSON text that is stored and hashed: sorted keys, no spaces, ASCII.

    Raises:
        TypeError: something in it has no form in JSON.
    """
    return _compact.encode(dict(details))


def canonical_moment(at: datetime | str) -> str:
    """A moment as it is hashed: UTC with microseconds, ``2026-11-24 09:00:00.000000``; also from SQLite's own text."""
    if isinstance(at, datetime):
        return at.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
    return f"{at}.000000" if len(at) == _WITHOUT_FRACTION else at


def digest_of(parts: Sequence[str]) -> str:
    """SHA-256 of what a record says, as 64 hexadecimal digits; the parts in the order of ``models.HASHED``."""
    return sha256(_compact.encode(parts).encode()).hexdigest()


def link_hash(*, number: int, previous: str, at: str, digest: str) -> str:
    """SHA-256 that binds a record to its number and to the link before it."""
    return sha256(f"{number} {previous} {at} {digest}".encode()).hexdigest()
