"""How an API key looks: ``zenne_`` + public id (8) + secret (43) + checksum (6).

It is recognised by people and by scanners of leaked secrets; the checksum shows a mistyped one without a query.
"""

import hashlib
import secrets
import string
import zlib
from dataclasses import dataclass
from typing import Final

PREFIX: Final = "zenne_"
ID_LENGTH: Final = 8
SECRET_LENGTH: Final = 43
CHECKSUM_LENGTH: Final = 6
LETTERS: Final = string.ascii_letters + string.digits
LONGEST_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key at the only moment when it is known whole."""

    text: str
    public_id: str
    secret_hash: str


def checksum(text: str) -> str:
    """Six letters or digits that show most mistakes in ``text`` (CRC-32 in base 62)."""
    number, found = zlib.crc32(text.encode()), ""
    for _ in range(CHECKSUM_LENGTH):
        number, rest = divmod(number, len(LETTERS))
        found += LETTERS[rest]
    return found


def random_letters(length: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def new_key() -> NewKey:
    """A key with 256 bits that nobody can guess."""
    public_id = random_letters(ID_LENGTH)
    body = PREFIX + public_id + random_letters(SECRET_LENGTH)
    text = body + checksum(body)
    return NewKey(text, public_id, hash_of(text))


def public_id_of(text: str) -> str:
    """The public part of a key; empty when the text cannot be a key."""
    body, end = text[:-CHECKSUM_LENGTH], text[-CHECKSUM_LENGTH:]
    is_key = (
        len(text) == len(PREFIX) + ID_LENGTH + SECRET_LENGTH + CHECKSUM_LENGTH
        and text.startswith(PREFIX)
        and text.isascii()
        and checksum(body) == end
    )
    return text[len(PREFIX) : len(PREFIX) + ID_LENGTH] if is_key else ""


def hash_of(text: str) -> str:
    """What is kept of a key. A plain hash is enough for 256 random bits."""
    return hashlib.sha256(text.encode()).hexdigest()
