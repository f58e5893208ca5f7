"""Which files hold the rows of a version. Files are written once and shared by versions, so history costs little."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A Parquet file in the folder of its table; ``name`` is its name there."""

    name: str
    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of a version. ``quarantine`` has the rows that did not fit, if there are any."""

    parts: tuple[Part, ...] = ()
    quarantine: Part | None = None
