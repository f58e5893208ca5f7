"""Links with which somebody signs in: what is sent, and what is kept of it."""

import hashlib
import secrets
from datetime import timedelta
from typing import Final

VALID_FOR: Final = timedelta(minutes=15)


def new_secret() -> str:
    """A secret that nobody can guess: 256 bits, fit for an address."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """What is kept of a secret. It has enough chance in it that a plain hash cannot be turned back."""
    return hashlib.sha256(secret.encode()).hexdigest()
