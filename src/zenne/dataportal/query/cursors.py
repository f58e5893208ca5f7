"""Where a page ended, as a text that only this installation can read and nobody can make."""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings

from zenne.dataportal.query.view import View
from zenne.dataportal.rules.parameters import WrongParameter

LONGEST_KEY: Final = 500
DIGITS: Final = 20
"""So many digits for every number of ours: the length of a cursor must not tell how many rows nobody sees."""
KeyValue = str | bool | None
"""The text of a value; None where there is none; True for a text so long that it is read from the row again."""


@dataclass(frozen=True, slots=True)
class Place:
    """The last row of a page.

    Attributes:
        version: the version in which the reader began, and goes on.
        shape: what the reader's view looked like; see ``shape_of``.
        keys: the values of the order.
    """

    version: int
    shape: str
    keys: tuple[KeyValue, ...]


def written(place: Place, *, purpose: str) -> str:
    """A place as a cursor that is only good for ``purpose``: a table and a question."""
    parts = [f"{place.version:0{DIGITS}}", place.shape, *place.keys]
    sealed = cipher(settings.SECRET_KEY).encrypt(json.dumps(parts).encode(), [purpose.encode()])
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def place_in(cursor: str, *, purpose: str) -> Place:
    """The place that a cursor stands for.

    Raises:
        WrongParameter: it was not made here, or for another table or question.
    """
    try:
        sealed = base64.b64decode(cursor.encode() + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        opened = cipher(settings.SECRET_KEY).decrypt(sealed, [purpose.encode()])
    except (InvalidTag, ValueError, binascii.Error):
        raise WrongParameter("wrong-cursor", "_after") from None
    version, shape, *keys = json.loads(opened)
    return Place(int(version), shape, tuple(keys))


@lru_cache(maxsize=2)
def cipher(secret: str) -> AESSIV:
    """Equal places are equal texts, so that an unchanged page is unchanged to the letter."""
    return AESSIV(hashlib.blake2b(secret.encode(), digest_size=64, person=b"zenne cursor").digest())


def shape_of(view: View) -> str:
    """A mark of what a reader sees: whoever sees more or less may not go on where another stopped."""
    described = repr((view.sql, sorted(view.parameters.values.items())))
    return hashlib.blake2b(described.encode(), digest_size=8).hexdigest()
