"""Addresses of receivers."""

import re
from typing import Final
from urllib.parse import urlsplit

PHONE: Final = re.compile(r"\+[1-9]\d{6,14}")
SHOWN_LETTERS: Final = 1


def phone_number(written: str) -> str:
    """A number as gateways want it, ``+32470123456`` (E.164): without blanks, dots, dashes and brackets.

    Raises:
        ValueError: it does not begin with + and the code of a country, or has too few or too many digits.
    """
    number = re.sub(r"[\s./()-]", "", written)
    number = f"+{number[2:]}" if number.startswith("00") else number
    if not PHONE.fullmatch(number):
        raise ValueError("a telephone number begins with + and the code of the country: +32 470 12 34 56")
    return number


def masked(receiver: str) -> str:
    """Enough of an address to recognise it, too little to use it: ``a…@example.org``, ``+32…56``."""
    if receiver.startswith(("http://", "https://")):
        return urlsplit(receiver).hostname or "…"
    name, at, host = receiver.rpartition("@")
    if at:
        return f"{name[:SHOWN_LETTERS]}…@{host}"
    return f"{receiver[:3]}…{receiver[-2:]}"
