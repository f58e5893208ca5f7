"""Which kind of file it is, by what is in it rather than by its name, and who reads it."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from zenne.dataportal.ingest.delimited import read_delimited
from zenne.dataportal.ingest.geopackage import MARK, geopackage_contents
from zenne.dataportal.ingest.gtfs import gtfs_contents
from zenne.dataportal.ingest.objects import read_json, read_json_lines
from zenne.dataportal.ingest.parquet_file import read_parquet
from zenne.dataportal.ingest.pieces import Contents
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.staging import Stage
from zenne.dataportal.ingest.workbook import is_workbook, read_workbook

Progress = Callable[[int], None]
Reader = Callable[[Path, Stage, Progress], None]
LOOKED_AT_BYTES: Final = 1 << 16
MARKS: Final = {b"\x1f\x8b": "gzip", b"%PDF": "pdf", b"\xd0\xcf\x11\xe0": "xls"}
"""What is often tried and is no table, or not one that can be read."""
WEB_PAGE: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
"""What a server sends where there is no file, and says that it is one."""
SURELY_TEXT: Final = (".csv", ".tsv", ".tab")
SURELY_LINES: Final = (".jsonl", ".ndjson")


def read_file(path: Path, name: str, stage: Stage, progress: Progress, *, sheet: str = "") -> None:
    """Take a file in as text.

    Args:
        name: what it was called where it came from.
        sheet: of a workbook, the one that is wanted.

    Raises:
        CannotLoad: it is empty, or of a kind that cannot be read.
    """
    with path.open("rb") as file:
        begin = file.read(LOOKED_AT_BYTES)
    if not begin:
        raise CannotLoad("empty-file")
    for mark, kind in MARKS.items():
        if begin.startswith(mark):
            raise CannotLoad("unknown-kind", kind=kind)
    if WEB_PAGE.match(begin):
        raise CannotLoad("unknown-kind", kind="html")
    reader_of(begin, path, name.lower(), sheet)(path, stage, progress)


def contents_of(path: Path) -> Contents | None:
    """The tables of a file that may have several; None for a file that is one table.

    Raises:
        CannotLoad: it is damaged, or too much comes out of it.
    """
    with path.open("rb") as file:
        begin = file.read(len(MARK))
    if begin == MARK:
        return geopackage_contents(path)
    return gtfs_contents(path) if begin.startswith(b"PK\x03\x04") and not is_workbook(path) else None


def reader_of(begin: bytes, path: Path, name: str, sheet: str) -> Reader:
    """The function that reads such a file."""
    if begin.startswith(b"PAR1"):
        return read_parquet
    if begin.startswith(b"PK\x03\x04"):
        if not is_workbook(path):
            raise CannotLoad("unknown-kind", kind="zip")
        return partial(read_workbook, wanted=sheet)
    text = begin.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if name.endswith(SURELY_TEXT) or not text.startswith((b"{", b"[")):
        return read_delimited
    return read_json_lines if name.endswith(SURELY_LINES) or is_object_a_line(text) else read_json


def is_object_a_line(text: bytes) -> bool:
    """Whether the second line is an object of its own."""
    lines = [line.strip() for line in text.split(b"\n", 2)[:2]]
    return len(lines) == 2 and lines[0].endswith(b"}") and lines[1].startswith(b"{")
