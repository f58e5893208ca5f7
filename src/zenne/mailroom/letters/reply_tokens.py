"""What stands behind the plus in a reply address, so that an answer finds its conversation without its headers."""

import re
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

SALT: Final = "zenne.mailroom.reply"
TOKEN: Final = re.compile(r"\+([0-9a-f]{32})([0-9a-f]{16})@")
SIGNATURE_DIGITS: Final = 16
"""Few and small: an address has 64 characters before the @, and mail servers change its capitals."""


def signature(thread: UUID) -> str:
    return salted_hmac(SALT, thread.hex, algorithm="sha256").hexdigest()[:SIGNATURE_DIGITS]


def reply_address(thread: UUID, *, address: str) -> str:
    """The address to which an answer in a conversation goes: ``city+…@example.org`` of ``city@example.org``."""
    name, _, domain = address.rpartition("@")
    return f"{name}+{thread.hex}{signature(thread)}@{domain}"


def thread_in(addresses: Iterable[str]) -> UUID | None:
    """The conversation in one of the addresses that a message was sent to; None for a token that we did not make."""
    for address in addresses:
        if found := TOKEN.search(address):
            thread = UUID(found.group(1))
            if constant_time_compare(found.group(2), signature(thread)):
                return thread
    return None
