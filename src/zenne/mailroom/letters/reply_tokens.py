"""What stands behind the plus in a reply address, so that an answer finds its conversation without its headers."""

import re
from base64 import b32decode, b32encode
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

SALT: Final = "zenne.mailroom.reply"
TOKEN: Final = re.compile(r"\+([a-z2-7]{39}|[0-9a-f]{48})@")
"""The identifier of the conversation and its signature, in base 32; in older messages, in base 16."""
UUID_BYTES: Final = 16
SIGNATURE_DIGITS: Final = 16
LONGEST_NAME: Final = 64
"""Before the @ (RFC 5321, 4.5.3.1.1); and mail servers change capitals there, so the token has none."""


def signature(thread: UUID) -> str:
    return salted_hmac(SALT, thread.hex, algorithm="sha256").hexdigest()[:SIGNATURE_DIGITS]


def token_of(thread: UUID) -> str:
    return b32encode(thread.bytes + bytes.fromhex(signature(thread))).decode().rstrip("=").lower()


def reply_address(thread: UUID, *, address: str) -> str:
    """The address to which an answer in a conversation goes: ``city+…@example.org`` of ``city@example.org``.

    Where that would be longer than mail servers take, the address as it is: the headers lead to the conversation.
    """
    name, _, domain = address.rpartition("@")
    named = f"{name}+{token_of(thread)}"
    return f"{named}@{domain}" if len(named) <= LONGEST_NAME else address


def thread_in(addresses: Iterable[str]) -> UUID | None:
    """The conversation in one of the addresses that a message was sent to; None for a token that we did not make."""
    for address in addresses:
        if found := TOKEN.search(address):
            token = found.group(1)
            thread = thread_of(token)
            if any(
                constant_time_compare(token, made) for made in (token_of(thread), f"{thread.hex}{signature(thread)}")
            ):
                return thread
    return None


def thread_of(token: str) -> UUID:
    """The conversation that a token names, whoever made it."""
    if len(token) > len(token_of(UUID(int=0))):
        return UUID(token[: 2 * UUID_BYTES])
    return UUID(bytes=b32decode(f"{token}=", casefold=True)[:UUID_BYTES])
