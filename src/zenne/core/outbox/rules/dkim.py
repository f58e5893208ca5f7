"""Signatures of e-mail (DKIM, RFC 6376): what is signed, in its relaxed form, and how the signature is written."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from typing import Final

SIGNED: Final = (
    "from", "to", "subject", "date", "message-id", "reply-to", "in-reply-to", "references", "auto-submitted",
    "list-unsubscribe", "content-language", "mime-version", "content-type", "content-transfer-encoding",
)  # fmt: skip
"""The headers that a reader or a program acts on, of those that we write."""
NOT_TWICE: Final = ("from", "to", "subject", "date", "reply-to")
"""Named once more than they are there, so that nobody adds a second one (RFC 6376, 8.15)."""
BLANKS: Final = re.compile(rb"[ \t]+")
FOLDED: Final = re.compile(rb"\r\n(?=[ \t])")
EMPTY_LINES_AT_END: Final = re.compile(rb"(?:\r\n)*\Z")
PIECE: Final = 70
LONGEST_STRING: Final = 255
"""Of a TXT record (RFC 1035, 3.3)."""


def relaxed_header(field: bytes) -> bytes:
    """A header, with its continuation lines and without its last line end, in relaxed form (3.4.2)."""
    name, _, value = FOLDED.sub(b"", field).partition(b":")
    return name.strip().lower() + b":" + BLANKS.sub(b" ", value).strip()


def relaxed_body(body: bytes) -> bytes:
    """A body in relaxed form (3.4.4): blanks at the ends of lines and empty lines at the end do not count."""
    lines = b"\r\n".join(BLANKS.sub(b" ", line).rstrip(b" ") for line in body.split(b"\r\n"))
    kept = EMPTY_LINES_AT_END.sub(b"", lines)
    return kept + b"\r\n" if kept else b""


def fields_of(head: bytes) -> Iterator[tuple[str, bytes]]:
    """The headers of a message, each with its name in small letters."""
    for field in re.split(rb"\r\n(?![ \t])", head):
        if b":" in field:
            yield field.partition(b":")[0].strip().lower().decode("ascii", "replace"), field


def signed(  # noqa: PLR0913 - a signature names these parts
    content: bytes, *, domain: str, selector: str, algorithm: str, at: datetime, sign: Callable[[bytes], bytes]
) -> bytes:
    """A message with its signature before it.

    Args:
        content: the whole message, with lines that end as on the wire, and each header once.
        algorithm: ``rsa-sha256`` or ``ed25519-sha256`` (RFC 8463).
        at: the moment that it names; the same moment gives the same bytes again.
        sign: makes the signature of some bytes.
    """
    head, _, body = content.partition(b"\r\n\r\n")
    fields = dict(fields_of(head))
    names = [each for each in SIGNED if each in fields]
    unsigned = (
        f"DKIM-Signature: v=1; a={algorithm}; c=relaxed/relaxed; d={domain}; s={selector}; t={int(at.timestamp())};\r\n"
        f" h={':'.join(names)}\r\n :{':'.join(NOT_TWICE)};\r\n"
        f" bh={b64encode(sha256(relaxed_body(body)).digest()).decode()};\r\n b="
    ).encode()
    said = [*(relaxed_header(fields[each]) for each in names), relaxed_header(unsigned)]
    signature = b64encode(sign(b"\r\n".join(said)))
    pieces = [signature[at : at + PIECE] for at in range(0, len(signature), PIECE)]
    return unsigned + b"\r\n ".join(pieces) + b"\r\n" + content


def record_of(kind: str, public_key: bytes) -> str:
    """What stands in the DNS for a key (3.6.1), in strings that a TXT record takes. ``kind``: ``rsa``, ``ed25519``."""
    text = f"v=DKIM1; k={kind}; p={b64encode(public_key).decode()}"
    pieces = [text[at : at + LONGEST_STRING] for at in range(0, len(text), LONGEST_STRING)]
    return " ".join(f'"{each}"' for each in pieces)
