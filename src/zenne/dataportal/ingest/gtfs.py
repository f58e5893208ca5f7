"""GTFS: a ZIP file with a table of timetables in each of its files."""

import csv
import zipfile
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any, Final

from zenne.dataportal.ingest.archives import refuse_bombs
from zenne.dataportal.ingest.delimited import read_delimited
from zenne.dataportal.ingest.pieces import Contents, Piece
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.staging import Stage
from zenne.dataportal.rules.dialects import Dialect
from zenne.dataportal.rules.gtfs import KEYS, PLACE, SIGNS, form_of, place_in, references_of
from zenne.dataportal.storage.engine import arrow_module as arrow

Progress = Callable[[int], None]
MOST_UNPACKED_MB: Final = 4096
MOST_ENTRIES: Final = 1000
LONGEST_HEADER: Final = 1 << 16
BLOCK_BYTES: Final = 1 << 20
BROKEN: Final = (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, csv.Error)
"""What Python raises for a ZIP file that is damaged, locked with a password, or packed in a strange way."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in the ZIP file that the specification knows."""

    table: str
    info: zipfile.ZipInfo


def gtfs_contents(path: Path) -> Contents | None:
    """The tables of a ZIP file; None when it is not GTFS.

    Raises:
        CannotLoad: it is damaged, or too much comes out of it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            entries = {entry.table: entry for info in infos if (entry := entry_of(info))}
            if len(set(SIGNS) & set(entries)) < 2:
                return None
            if len(infos) > MOST_ENTRIES:
                raise CannotLoad("too-large-unpacked", most=MOST_UNPACKED_MB)
            refuse_bombs(infos, most_mb=MOST_UNPACKED_MB)
            pieces = tuple(piece_of(archive, entries[table], entries) for table in KEYS if table in entries)
    except BROKEN:
        raise CannotLoad("broken-file") from None
    known = {entry.info.filename for entry in entries.values()}
    return Contents(pieces, tuple(info.filename for info in infos if info.filename not in known))


def entry_of(info: zipfile.ZipInfo) -> Entry | None:
    """What an entry is in GTFS: its files lie at the top, or together in one folder."""
    name = PurePosixPath(info.filename)
    is_known = name.suffix == ".txt" and name.stem in KEYS and len(name.parts) <= 2
    return Entry(name.stem, info) if is_known else None


def piece_of(archive: zipfile.ZipFile, entry: Entry, known: Collection[str]) -> Piece:
    """One of the tables; ``known`` are the names of all that are in the file."""
    header = header_of(archive, entry)
    key = KEYS[entry.table]
    return Piece(
        entry.table,
        partial(read_entry, entry, header),
        key if set(key) <= set(header) else (),
        references_of(entry.table, known),
    )


def header_of(archive: zipfile.ZipFile, entry: Entry) -> tuple[str, ...]:
    """The names in the first line."""
    with archive.open(entry.info) as file:
        line = file.readline(LONGEST_HEADER).decode("utf-8-sig", "replace").replace("\0", "")
    return tuple(name.strip() for name in next(csv.reader([line]), []))


def read_entry(entry: Entry, header: tuple[str, ...], path: Path, stage: Stage, progress: Progress) -> None:
    """Take one file of the ZIP file in: always with commas, a header, and the types that GTFS says."""
    unpacked = stage.folder / "entry.txt"
    try:
        with zipfile.ZipFile(path) as archive, archive.open(entry.info) as packed, unpacked.open("wb") as file:
            while block := packed.read(BLOCK_BYTES):
                file.write(block)
    except BROKEN:
        raise CannotLoad("broken-file") from None
    if not any(header):
        raise CannotLoad("empty-file")
    place = place_in(header)
    read_delimited(unpacked, Placed(stage, *place) if place else stage, progress, Dialect(",", header))
    stage.declared.update({number: form_of(name) for number, name in enumerate(stage.sources)})
    unpacked.unlink()


class Placed(Stage):
    """A stage in which each row also has its place, from its columns of longitude and latitude."""

    def __init__(self, stage: Stage, longitude: int, latitude: int) -> None:
        self.stage, self.longitude, self.latitude = stage, longitude, latitude

    def begin(self, sources: Sequence[str]) -> None:
        """Say what the columns are; the place is the last."""
        self.stage.begin((*sources, PLACE))

    def add(self, columns: Sequence[Any], lines: Any) -> None:
        """Add rows; one without a number has no place."""
        join = import_module("pyarrow.compute").binary_join_element_wise
        point = join("POINT(", columns[self.longitude], " ", columns[self.latitude], ")", "")
        self.stage.add([*columns, point.cast(arrow().string())], lines)

    def add_bad(self, *args: Any, **more: Any) -> None:
        """Add a row that does not fit."""
        self.stage.add_bad(*args, **more)
