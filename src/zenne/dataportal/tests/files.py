"""Files for tests, and what became of them."""

from pathlib import Path
from typing import Any

from zenne.core.access.public import SYSTEM
from zenne.dataportal.actions.load_file import load_file
from zenne.dataportal.models import Table, Version
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.storage.engine import database
from zenne.dataportal.storage.parts import paths_of


def a_file(folder: Path, content: str | bytes, name: str = "trees.csv") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def loaded(folder: Path, content: str | bytes, name: str = "trees.csv", **wanted: Any) -> Version:
    """The version that a file with this content becomes."""
    return load_file(asker=SYSTEM, path=a_file(folder, content, name), **wanted)


def rows_of(version: Version, *columns: str, order: str = "_row") -> list[tuple[Any, ...]]:
    """The rows of a version, all columns of its schema unless some are named."""
    wanted = columns or tuple(column.name for column in version.schema.definition.columns)
    named = ", ".join(f'"{name}"' for name in wanted)
    parts = paths_of(version.table, version.manifest.parts)
    return database().cursor().execute(f"SELECT {named} FROM read_parquet(?) ORDER BY {order}", [parts]).fetchall()


def quarantine_of(version: Version, *columns: str) -> list[tuple[Any, ...]]:
    """Line, column, value and reason of the rows in quarantine."""
    if version.manifest.quarantine is None:
        return []
    wanted = ", ".join(f'"{name}"' for name in columns or ("line", "column", "value", "reason"))
    paths = paths_of(version.table, [version.manifest.quarantine])
    return database().cursor().execute(f"SELECT {wanted} FROM read_parquet(?) ORDER BY line", [paths]).fetchall()


def types_of(version: Version) -> dict[str, ColumnType]:
    """The type of each column."""
    return {column.name: column.type for column in version.schema.definition.columns}


def current(table: Table) -> Version:
    """What readers see."""
    return table.versions.get(ended_at=None)
