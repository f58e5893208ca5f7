"""What stands in the link with which a writer says whether they were answered: signed, so nobody can guess another."""

from typing import Final
from uuid import UUID

from django.core.signing import BadSignature, Signer

ANSWER: Final = "zenne.mailroom.answer"


def answer_token(answer: UUID) -> str:
    """The token of an answer."""
    return Signer(salt=ANSWER).sign(answer.hex)


def answer_of_token(token: str) -> UUID | None:
    """Which answer a token is for; None when we did not make it."""
    try:
        return UUID(Signer(salt=ANSWER).unsign(token))
    except (BadSignature, ValueError):
        return None
