"""Look at the rows that did not fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.dataportal.models import Version
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.query.run import answering
from zenne.dataportal.storage.folders import table_folder

MOST_ROWS: Final = 200
SHOWN: Final = 10_000
"""Characters of a row where many are shown; a file of all of them has each whole."""
ROWS_AT_ONCE: Final = 100
OF_PROGRAMS: Final = "the page asks people; a program with this permission loads such rows itself"
COLUMNS: Final = ("line", "column", "value", "reason", "raw")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that did not fit: where it stood in the file, which value is wrong and why, and all of it."""

    line: int | None
    column: str | None
    value: str | None
    reason: str | None
    raw: str | None


@asks_no_purpose(because=OF_PROGRAMS)
@needs(MANAGE_DATA)
@transaction.atomic
def read_quarantine(*, asker: Asker, version: Version, limit: int = MOST_ROWS, after: int = 0) -> list[BadRow]:
    """Some of the rows of a version that did not fit. They may hold anything, so it is written down who looked.

    Args:
        after: how many rows come before them.

    Raises:
        NotAnswered: they cannot be read now.
    """
    part = version.manifest.quarantine
    if part is None:
        return []
    write_down(asker, version)
    path = table_folder(version.table) / part.name
    named = ", ".join(f'left("{name}", {SHOWN})' if name == "raw" else f'"{name}"' for name in COLUMNS)
    statement = (
        f"SELECT {named} FROM read_parquet($path, file_row_number = true) "
        "WHERE file_row_number >= $after AND file_row_number < $before ORDER BY file_row_number"
    )
    with answering() as cursor:
        values = {"path": str(path), "after": after, "before": min(after + limit, part.rows)}
        found: list[Any] = cursor.execute(statement, values).fetchall()
    return [BadRow(*row) for row in found]


@asks_no_purpose(because=OF_PROGRAMS)
@needs(MANAGE_DATA)
@transaction.atomic
def read_whole_quarantine(*, asker: Asker, version: Version) -> Iterator[BadRow]:
    """All rows of a version that did not fit, a few at a time. It is written down before the first."""
    part = version.manifest.quarantine
    if part is None:
        return iter(())
    write_down(asker, version)
    return rows_in(str(table_folder(version.table) / part.name))


def rows_in(path: str) -> Iterator[BadRow]:
    with import_module("pyarrow.parquet").ParquetFile(path) as file:
        for batch in file.iter_batches(ROWS_AT_ONCE, columns=list(COLUMNS)):
            yield from (BadRow(**row) for row in batch.to_pylist())


def write_down(asker: Asker, version: Version) -> None:
    record(
        asker=asker,
        action="data.read-quarantine",
        thing=f"dataset:{version.table.dataset.slug}",
        details={"table": version.table.name, "version": version.number},
    )
