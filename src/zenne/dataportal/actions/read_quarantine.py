"""Look at the rows that did not fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.dataportal.models import Version
from zenne.dataportal.permissions import READ_QUARANTINE
from zenne.dataportal.query.run import answering
from zenne.dataportal.storage.folders import table_folder

MOST_ROWS: Final = 200
COLUMNS: Final = ("line", "column", "value", "reason", "raw")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that did not fit: where it stood in the file, which value is wrong and why, and all of it."""

    line: int | None
    column: str | None
    value: str | None
    reason: str | None
    raw: str | None


@needs(READ_QUARANTINE)
@transaction.atomic
def read_quarantine(*, asker: Asker, version: Version, limit: int = MOST_ROWS, offset: int = 0) -> list[BadRow]:
    """Some of the rows of a version that did not fit. They may hold anything: it is written down who looked, and why.

    Raises:
        NotAnswered: they cannot be read now.
    """
    part = version.manifest.quarantine
    if part is None:
        return []
    record(
        asker=asker,
        action="data.read-quarantine",
        thing=f"dataset:{version.table.dataset.slug}",
        details={"table": version.table.name, "version": version.number},
    )
    return [BadRow(*row) for row in rows_in(version, part.name, COLUMNS, limit=limit, offset=offset)]


def rows_in(version: Version, part: str, columns: Sequence[str], *, limit: int, offset: int) -> list[Any]:
    """These columns of some rows of a part of a version. Raises NotAnswered."""
    path = table_folder(version.table) / part
    named = ", ".join(f'"{name}"' for name in columns)
    statement = f"SELECT {named} FROM read_parquet($path) LIMIT $limit OFFSET $offset"
    with answering() as cursor:
        values = {"path": str(path), "limit": limit, "offset": offset}
        return cursor.execute(statement, values).fetchall()
