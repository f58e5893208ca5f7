"""Which files hold the rows of a version. Files are written once and shared by versions, so history costs little."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A Parquet file in the folder of its table.

    Attributes:
        name: its name there.
        continued: rows behind these ``rows`` that only go on with one: further parts of a line that is too long.
    """

    name: str
    rows: int
    bytes: int
    continued: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of a version.

    Attributes:
        quarantine: the rows that did not fit, if there are any.
        until_row: rows with a greater number came later, into a file shared with later versions; None: none did.
    """

    parts: tuple[Part, ...] = ()
    quarantine: Part | None = None
    until_row: int | None = None
