"""Reading a message (RFC 5322, MIME). Nothing that somebody sends stops it: what cannot be read is kept as it came."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import Message
from typing import Final

from zenne.mailroom.rules.content_types import type_of
from zenne.mailroom.rules.headers import (
    clean,
    decoded,
    decoded_bytes,
    header,
    message_ids,
    raw_header,
    recipients_of,
    sender_of,
    written_at,
)
from zenne.mailroom.rules.html_text import text_of_html
from zenne.mailroom.rules.sources import Source, once

LONGEST_TEXT: Final = 1_000_000
"""Characters of text that are shown and searched; the whole message is kept beside it."""
LONGEST_NAME: Final = 200
DEEPEST: Final = 60
MOST_PARTS: Final = 1_000
# The older policy parses six times as fast as the default one, and fails on fewer headers.
POLICY: Final = policy.compat32


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with a message. ``type`` is what its bytes are, ``claimed`` what the sender says."""

    name: str
    type: str
    claimed: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReadMessage:
    """What a message says. ``source`` is the parsed message, for whoever asks about further headers.

    ``is_whole`` is false when parts were left out or could not be read, so that a person looks at the raw message.
    """

    source: Message = field(repr=False)
    message_id: str
    references: tuple[str, ...]
    sender_name: str
    sender: str
    recipients: tuple[str, ...]
    subject: str
    written_at: datetime | None
    text: str
    attachments: tuple[Attached, ...]
    is_whole: bool = True


def read_message(raw: bytes) -> ReadMessage:
    """Read the bytes of a message. Never raises: of what is no message, the bytes are the text."""
    try:
        return parts_read(message_from_bytes(raw, Source, policy=POLICY))
    except Exception:  # whatever somebody sends must not stop the post of everybody else
        text = clean(decoded_bytes(raw[:LONGEST_TEXT], None))
        return ReadMessage(Message(), "", (), "", "", (), "", None, text, (), is_whole=False)


def parts_read(source: Message) -> ReadMessage:
    texts: list[str] = []
    attachments: list[Attached] = []
    is_whole = not source.defects
    for number, part in enumerate(leaves(source)):
        is_whole = is_whole and number < MOST_PARTS and not part.defects
        if number >= MOST_PARTS:
            break
        text = text_in(part)
        if text is None:
            attachments.append(attached(part, number))
        elif text.strip():
            texts.append(text)
    sender_name, sender = sender_of(source)
    text = "\n\n".join(texts)
    return ReadMessage(
        source=source,
        message_id=next(iter(message_ids(raw_header(source, "Message-ID"))), ""),
        references=message_ids(f"{raw_header(source, 'References')} {raw_header(source, 'In-Reply-To')}"),
        sender_name=sender_name,
        sender=sender,
        recipients=recipients_of(source),
        subject=header(source, "Subject"),
        written_at=written_at(source),
        text=text[:LONGEST_TEXT],
        attachments=tuple(attachments),
        is_whole=is_whole and len(text) <= LONGEST_TEXT,
    )


def leaves(part: Message, depth: int = 0) -> Iterator[Message]:
    """The parts that hold something. Of alternatives the plain one, of forwarded messages the message as one part."""
    inner = part.get_payload()
    if depth >= DEEPEST or not part.get_content_type().startswith("multipart/") or not isinstance(inner, list):
        yield part
        return
    children = [child for child in inner if isinstance(child, Message)]
    if part.get_content_type() == "multipart/alternative":
        children = best_alternative(children)
    for child in children:
        yield from leaves(child, depth + 1)


def best_alternative(children: list[Message]) -> list[Message]:
    """The plain text when it says something, else the richest; calendars and files beside them stay."""
    plain = [each for each in children if each.get_content_type() == "text/plain" and (text_in(each) or "").strip()]
    rich = [
        each for each in children if each.get_content_type() in {"text/html", "multipart/related"} or is_mixed(each)
    ]
    others = [each for each in children if each not in rich and each.get_content_type() != "text/plain"]
    if not plain:
        return rich[-1:] + others or children
    # Pictures and files that hang on the rich form must not vanish with it.
    hanging = [leaf for each in rich for leaf in leaves(each) if not is_shown_as_text(leaf)]
    return plain[:1] + hanging + others


def is_mixed(part: Message) -> bool:
    return part.get_content_maintype() == "multipart"


@once
def is_shown_as_text(part: Message) -> bool:
    """Whether a part is read as text; else it is an attachment."""
    if is_mixed(part):
        return True
    if part.get_content_type() not in {"text/plain", "text/html"}:
        return False
    if disposition_of(part) == "attachment" or name_of(part):
        return False
    return charset_of(part).startswith("utf-") or b"\x00" not in content_of(part)


@once
def text_in(part: Message) -> str | None:
    """The text of a part that is shown as text; None for an attachment."""
    if not is_shown_as_text(part):
        return None
    content = content_of(part)
    if is_mixed(part):  # one without its boundary: what is in it is still readable
        return clean(decoded_bytes(content, None))
    text = decoded_bytes(content, charset_of(part)).replace("\r\n", "\n").replace("\r", "\n")
    return clean(text_of_html(text) if part.get_content_type() == "text/html" else text)


@once
def charset_of(part: Message) -> str:
    charset = part.get_param("charset", "")
    name = (charset[2] if isinstance(charset, tuple) else str(charset or "")).strip("\"' ").lower()
    return {"unicode-1-1-utf-7": "utf-7", "ansi": "cp1252", "iso-8859-1": "cp1252", "us-ascii": "utf-8"}.get(name, name)


def disposition_of(part: Message) -> str:
    return part.get_content_disposition() or ""


@once
def content_of(part: Message) -> bytes:
    """The bytes of a part; of a forwarded message or a report, the message itself."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return b"\n".join(each.as_bytes(policy=POLICY) for each in payload if isinstance(each, Message))
    decoded_payload = part.get_payload(decode=True)
    return decoded_payload if isinstance(decoded_payload, bytes) else str(payload or "").encode("utf-8", "replace")


@once
def name_of(part: Message) -> str:
    """The name of a file without folders; empty when it has none."""
    try:
        name = decoded(with_raw_names(part).get_filename() or "")
    except Exception:  # parameters in parts (RFC 2231) that do not fit together
        return "attachment"
    return "".join(each for each in name.replace("\\", "/").rpartition("/")[2] if each.isprintable())[-LONGEST_NAME:]


class AsSent(policy.Compat32):
    """Gives a header as it was sent: the usual policy puts a sign for each byte beyond ASCII."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Bytes beyond ASCII are in it as surrogates."""
        return value


def with_raw_names(part: Message) -> Message:
    """The part, or where its name has raw bytes beyond ASCII, its headers alone with these."""
    said = [(name, raw_header(part, name)) for name in ("Content-Disposition", "Content-Type")]
    if all(value.isascii() for _, value in said):
        return part
    headers = Message(policy=AsSent())
    for name, value in said:
        headers[name] = value
    return headers


def attached(part: Message, number: int) -> Attached:
    content = content_of(part)
    claimed = part.get_content_type()
    name = name_of(part)
    if claimed == "message/rfc822":
        inner = part.get_payload()
        subject = header(inner[0], "Subject") if isinstance(inner, list) and isinstance(inner[0], Message) else ""
        name = name or f"{subject.replace('/', '-')[:LONGEST_NAME] or 'message'}.eml"
        return Attached(name, claimed, claimed, content)
    return Attached(name or f"part-{number + 1}", type_of(content, claimed), claimed, content)
