"""With which secret key of the installation the secrets of second factors are encrypted."""

import base64
import hashlib
from enum import StrEnum
from typing import Any, Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

ENCRYPTED: Final = ("secret", "seed")
"""What is encrypted among the data of a factor: the secret of an app, that of the codes on paper."""


class Lock(StrEnum):
    """With which secret key the data of a factor are encrypted."""

    CURRENT = "current"
    OLDER = "older"
    LOST = "lost"


def box() -> MultiFernet:
    return MultiFernet([box_of(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def box_of(secret: str) -> Fernet:
    key = hashlib.sha256(b"second factors of accounts:" + secret.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def lock_of(data: dict[str, Any]) -> Lock:
    """What it takes to read the data of a factor; those of a passkey are no secret."""
    written = [data[name].encode() for name in ENCRYPTED if name in data]
    for found, opener in ((Lock.CURRENT, box_of(settings.SECRET_KEY)), (Lock.OLDER, box())):
        if all(can_open(opener, each) for each in written):
            return found
    return Lock.LOST


def can_open(opener: Fernet | MultiFernet, written: bytes) -> bool:
    try:
        opener.decrypt(written)
    except InvalidToken:
        return False
    return True
