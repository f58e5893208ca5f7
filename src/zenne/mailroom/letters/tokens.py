"""What stands in the link with which a writer sees how their letter stands: signed, so nobody can guess another."""

from typing import Final
from uuid import UUID

from django.core.signing import BadSignature, Signer

LETTER: Final = "zenne.mailroom.letter"


def letter_token(thread: UUID) -> str:
    """The token of a conversation."""
    return Signer(salt=LETTER).sign(thread.hex)


def thread_of_token(token: str) -> UUID | None:
    """Which conversation a token is for; None when we did not make it."""
    try:
        return UUID(Signer(salt=LETTER).unsign(token))
    except (BadSignature, ValueError):
        return None
