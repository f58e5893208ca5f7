"""Files with several tables in them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from zenne.dataportal.ingest.staging import Stage

Reader = Callable[[Path, Stage, Callable[[int], None]], None]


@dataclass(frozen=True, slots=True)
class Piece:
    """A table in a file: its name, who reads it, and the columns that are its key by the standard of the file.

    ``references`` has for columns the ``table.column`` of the same file from which their values come.
    """

    name: str
    read: Reader
    key: tuple[str, ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a file: its tables, and the names of what nobody reads."""

    pieces: tuple[Piece, ...]
    ignored: tuple[str, ...] = ()
