"""``zenne mail ingest``: take in messages from files, through the action that every way of coming in uses."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.utils import timezone

from zenne.catalogue.public import PublicService
from zenne.core.access.public import SYSTEM
from zenne.mailroom.letters.actions.receive_message import receive_message
from zenne.mailroom.letters.arrivals import Received
from zenne.mailroom.letters.conversations import due
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.routing.public import NOT_KNOWN, Routing, route
from zenne.mailroom.rules.kinds import Kind
from zenne.mailroom.rules.splitting import visible_reply

HELP: Final = "take in .eml files, folders of them and mbox files; one line of JSON for each message"
MBOX_BEGIN: Final = b"From "


def arguments(parser: ArgumentParser) -> None:
    """Where the messages are."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a message, an mbox file, or a folder")


def run(options: dict[str, Any], stdout: Any) -> None:
    """Take in everything; what cannot be read or kept is said in its line, and the next one follows."""
    for path in options["paths"]:
        for file in files_in(path):
            for source, line in lines_of(file):
                stdout.write(json.dumps({"source": source, **line}, ensure_ascii=True))
                stdout.flush()


def files_in(path: Path) -> Iterator[Path]:
    """The files of a folder and the folders in it, in the order of their names; a file is itself."""
    yield from sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]


def lines_of(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        with file.open("rb") as opened:
            is_mbox = opened.read(len(MBOX_BEGIN)) == MBOX_BEGIN
        if not is_mbox:
            yield str(file), taken_in(file.read_bytes())
            return
        for number, raw in enumerate(messages_in(file), start=1):
            yield f"{file}#{number}", taken_in(raw)
    except OSError as error:
        yield str(file), {"stored": False, "error": type(error).__name__}


def messages_in(file: Path) -> Iterator[bytes]:
    """The messages of an mbox file (RFC 4155), one in memory at a time."""
    lines: list[bytes] = []
    is_after_blank = True
    with file.open("rb") as opened:
        for number, line in enumerate(opened):
            if line.startswith(MBOX_BEGIN) and is_after_blank:
                if number:
                    yield b"".join(lines)
                lines = []
            else:
                lines.append(line[1:] if line.lstrip(b">").startswith(MBOX_BEGIN) and line[:1] == b">" else line)
            is_after_blank = not line.strip()
    yield b"".join(lines)


def taken_in(raw: bytes) -> dict[str, Any]:
    try:
        return line_of(receive_message(asker=SYSTEM, raw=raw, now=timezone.now()))
    except Exception as error:  # one message must not stop the others; its line says that it was not stored
        return {"stored": False, "error": type(error).__name__}


def line_of(received: Received) -> dict[str, Any]:
    letter = received.letter
    is_letter = letter.kind == Kind.LETTER
    words = visible_reply(letter.text)
    found = route(subject=letter.subject, text=words, in_background=True) if is_letter else NOT_KNOWN
    return {
        "stored": True,
        "duplicate": received.is_duplicate,
        "kind": letter.kind,
        "from": letter.sender,
        "subject": letter.subject,
        "text": letter.text,
        "language": letter.language,
        "languages": letter.languages,
        "thread": str(letter.thread.uuid),
        "service": found.service,
        "confidence": round(found.confidence, 4) if found.best else None,
        "deadline": deadline_of(letter, found) if is_letter else None,
        "attachments": [
            {"name": each.name, "type": each.type, "bytes": each.size_bytes} for each in letter.attachments.all()
        ],
    }


def deadline_of(letter: Letter, found: Routing) -> str | None:
    """By when it is answered, with what the service promises that has it, or to which it goes without a person."""
    service = letter.thread.service or PublicService.objects.filter(slug=found.service or "", retired_at=None).first()
    deadline = due(letter.received_at, service=service)
    return timezone.localtime(deadline).isoformat() if deadline else None
