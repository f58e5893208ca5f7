"""The short code of an appointment: messages show it, kiosks and desk workers ask for it."""

from typing import Final

from django.utils.crypto import salted_hmac

from zenne.counters.rules.codes import code_for, number_for

CODE: Final = "zenne.counters.code"


def short_code(number: int) -> str:
    """The code of the booking with this number in its table."""
    return code_for(number, key=code_key())


def number_in(typed: str) -> int | None:
    """The number of the booking that a code is for, whether or not it exists; None when it is no code."""
    return number_for(typed, key=code_key())


def code_key() -> bytes:
    return salted_hmac(CODE, "", algorithm="sha256").digest()
