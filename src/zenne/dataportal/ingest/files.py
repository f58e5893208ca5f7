"""Which kind of file it is, by what is in it rather than by its name, and who reads it."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from zenne.dataportal.ingest.delimited import read_delimited
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.staging import Stage

Progress = Callable[[int], None]
Reader = Callable[[Path, Stage, Progress], None]
ZIP: Final = b"PK"
MARKS: Final = {b"\x1f\x8b": "gzip", b"%PDF": "pdf", b"\xd0\xcf\x11\xe0": "old-excel"}
"""What is often tried and is no table, or not one that can be read."""


def read_file(path: Path, name: str, stage: Stage, progress: Progress) -> None:
    """Take a file in as text. ``name`` is what it was called where it came from.

    Raises:
        CannotLoad: it is empty, or of a kind that cannot be read.
    """
    with path.open("rb") as file:
        begin = file.read(64)
    if not begin:
        raise CannotLoad("empty-file")
    for mark, kind in MARKS.items():
        if begin.startswith(mark):
            raise CannotLoad("unknown-kind", kind=kind)
    reader_of(begin, path, name)(path, stage, progress)


def reader_of(begin: bytes, path: Path, name: str) -> Reader:
    """The function that reads such a file."""
    if begin.startswith(ZIP):
        raise CannotLoad("unknown-kind", kind="zip")
    return read_delimited
