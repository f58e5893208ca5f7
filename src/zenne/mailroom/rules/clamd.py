"""What is said to and by clamd, the scanner of ClamAV (clamd(8))."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

CHUNK_BYTES: Final = 65_536
PING: Final = b"zPING\0"
PONG: Final = b"PONG"
INSTREAM: Final = b"zINSTREAM\0"
END: Final = b"\0\0\0\0"
LONGEST_ANSWER_BYTES: Final = 4_096
LONGEST_NAME: Final = 100
FOUND: Final = re.compile(r"(?:stream|fd\[\d+\]): (.+) FOUND")
CLEAN: Final = re.compile(r"(?:stream|fd\[\d+\]): OK")
TOO_LARGE: Final = "size limit exceeded"


@dataclass(frozen=True, slots=True)
class Scanned:
    """What became of a file. ``found`` is the name of what is in it; ``is_refused``: too large for the scanner."""

    found: str = ""
    is_refused: bool = False


def chunks(content: bytes) -> Iterator[bytes]:
    """A file as the scanner takes it after ``INSTREAM``: pieces, each after its length, and an end."""
    for at in range(0, len(content), CHUNK_BYTES):
        piece = content[at : at + CHUNK_BYTES]
        yield len(piece).to_bytes(4, "big") + piece
    yield END


def scanned(answer: bytes) -> Scanned | None:
    """What the scanner says; nothing for an answer that is none, so that nothing passes for clean by mistake."""
    said = answer.split(b"\0")[0].decode("utf-8", "replace").strip()
    if found := FOUND.fullmatch(said):
        return Scanned(found=found.group(1)[:LONGEST_NAME])
    if CLEAN.fullmatch(said):
        return Scanned()
    return Scanned(is_refused=True) if TOO_LARGE in said else None


def address_of(setting: str) -> tuple[str, int] | str:
    """Where the scanner is: a host and a port for ``tcp://127.0.0.1:3310``, a path for ``unix:/run/clamav/clamd.ctl``.

    Raises:
        ValueError: it has another form.
    """
    if setting.startswith("unix:/"):
        return setting.removeprefix("unix:")
    found = re.fullmatch(r"tcp://(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9.-]+):([0-9]{1,5})", setting)
    if found is None or not 0 < int(found.group(2)) < 65_536:
        raise ValueError("must have the form unix:/run/clamav/clamd.ctl or tcp://127.0.0.1:3310")
    return found.group(1).strip("[]"), int(found.group(2))
