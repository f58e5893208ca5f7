"""When two messages are the same: the bytes of one, and what it says."""

import hashlib
from collections.abc import Iterator
from email.message import Message
from typing import Final

from zenne.mailroom.rules.headers import raw_header
from zenne.mailroom.rules.parsing import ReadMessage, content_of

SAID: Final = ("Message-ID", "Date", "From", "Subject", "In-Reply-To")


def digest_of(raw: bytes) -> str:
    """What stands for the bytes of a message, however its lines end."""
    return hashlib.sha256(raw.replace(b"\r\n", b"\n").rstrip(b"\n")).hexdigest()


def fingerprint_of(message: ReadMessage, raw: bytes) -> str:
    """What stands for what a message says: the same for copies that came by different ways.

    Its identifier alone is not enough, because anybody can send one that exists already, and it would hide the other.
    Without identifier and date nothing tells a copy from a second letter with the same words: only bytes count.
    """
    source = message.source
    if not message.is_whole or not (raw_header(source, "Message-ID") or raw_header(source, "Date")):
        return digest_of(raw)
    whole = hashlib.sha256()
    for name in SAID:
        whole.update(raw_header(source, name).encode("utf-8", "surrogateescape") + b"\0")
    for part in parts(source):
        lines = content_of(part).replace(b"\r\n", b"\n").split(b"\n")
        content = b"\n".join([line.rstrip(b" \t") for line in lines]).strip()
        whole.update(part.get_content_type().encode() + b"\0" + hashlib.sha256(content).digest())
    return whole.hexdigest()


def parts(source: Message) -> Iterator[Message]:
    payload = source.get_payload()
    if source.get_content_maintype() == "multipart" and isinstance(payload, list):
        for each in payload:
            if isinstance(each, Message):
                yield from parts(each)
    else:
        yield source
