"""Headers as people read them, whatever is wrong with them."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from typing import Final

from zenne.mailroom.rules.sources import Source, first_headers

ADDRESS: Final = re.compile(r"[^\s@<>()\",;:]+@[^\s@<>()\",;:]+")
MESSAGE_ID: Final = re.compile(r"<([^<>\s]{1,900})>")
SPACES: Final = re.compile(r"\s+")
UNWRITABLE: Final = re.compile("[\x00\ud800-\udfff]")
LONGEST_HEADER: Final = 20_000
"""Characters of one header that are looked at: what is longer was not written for people."""
MOST_REFERENCES: Final = 100


def clean(text: str) -> str:
    """A text that every database takes: what cannot be written down becomes the sign for an unreadable character."""
    return text if text.isascii() and "\x00" not in text else UNWRITABLE.sub("\ufffd", text)


def raw_header(message: Message, name: str) -> str:
    """The first header of this name as it was sent, on one line; empty when there is none.

    Bytes beyond ASCII are in it as surrogates: ``Message.get`` would have lost them.
    """
    headers = message.first_headers if isinstance(message, Source) else first_headers(message)
    found = headers.get(name.lower(), "")
    return SPACES.sub(" ", found[:LONGEST_HEADER]).strip() if found else ""


def header(message: Message, name: str) -> str:
    """The same with its encoded words decoded."""
    return decoded(raw_header(message, name))


def decoded(text: str) -> str:
    """A header with encoded words (RFC 2047), raw bytes or both, as text."""
    try:
        pieces = decode_header(text)
    except Exception:  # decode_header gives up in many ways on what is no header
        return clean(as_sent(text))
    words = [piece if isinstance(piece, str) else word(piece, charset) for piece, charset in pieces]
    return clean(SPACES.sub(" ", "".join(map(as_sent, words)))).strip()


def word(piece: bytes, charset: str | None) -> str:
    """A piece of a header as ``decode_header`` gives it: what was no encoded word has no charset, and its escapes."""
    return piece.decode("raw-unicode-escape", "replace") if charset is None else decoded_bytes(piece, charset)


def as_sent(text: str) -> str:
    """Raw bytes beyond ASCII, which the parser keeps as surrogates, read as UTF-8, else as Western European."""
    try:
        raw = text.encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        return text
    return decoded_bytes(raw, None)


def decoded_bytes(raw: bytes, charset: str | None) -> str:
    """Bytes as text: in their charset when they are in it, else in UTF-8, else in the one that takes everything."""
    for name in (charset, "utf-8"):
        with suppress(LookupError, ValueError):
            if name:
                return raw.decode(name)
    return raw.decode("cp1252", "replace")


def sender_of(message: Message) -> tuple[str, str]:
    """The name and the address of whoever wrote it, in small letters; empty where it does not say."""
    for name in ("From", "Sender", "Reply-To", "Return-Path"):
        for who, address in addresses(raw_header(message, name)):
            return who, address
    return name_alone(raw_header(message, "From")), ""


def name_alone(text: str) -> str:
    """The name of somebody without an address: ``Ann <>``, as of whoever wrote on paper."""
    return decoded(text.removesuffix("<>").strip()) if text.endswith("<>") else ""


def addresses(text: str) -> list[tuple[str, str]]:
    """The names and addresses in a header; of what is no list of addresses, whatever looks like one."""
    if not text:
        return []
    try:
        found = [(decoded(name), clean(address.lower())) for name, address in getaddresses([text]) if "@" in address]
    except Exception:  # hostile headers make it fail in its own depths
        found = []
    return found or [("", clean(address.lower())) for address in ADDRESS.findall(text)]


def recipients_of(message: Message) -> tuple[str, ...]:
    """All addresses that it was sent to, as its headers say, each once."""
    names = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
    found = [address for name in names for _, address in addresses(raw_header(message, name))]
    return tuple(dict.fromkeys(found))[:MOST_REFERENCES]


def message_ids(text: str) -> tuple[str, ...]:
    """The identifiers in angle brackets, each once; of a long row the first and the last."""
    found = list(dict.fromkeys(map(clean, MESSAGE_ID.findall(text))))
    return tuple(found if len(found) <= MOST_REFERENCES else [found[0], *found[-MOST_REFERENCES + 1 :]])


def written_at(message: Message) -> datetime | None:
    """When it says that it was written, in UTC; None when that is no moment."""
    try:
        moment = parsedate_to_datetime(raw_header(message, "Date"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except Exception:  # a date of any form, or none; a year that no calendar has
        return None
