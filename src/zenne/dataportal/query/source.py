"""The rows of a version as they are stored, before anybody's view of them."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from zenne.dataportal.models import Version
from zenne.dataportal.query.run import engine_cursor
from zenne.dataportal.rules.columns import TableDefinition
from zenne.dataportal.rules.policies import TablePolicy
from zenne.dataportal.storage.engine import database_of_one_core
from zenne.dataportal.storage.folders import table_folder


@dataclass(frozen=True, slots=True)
class Source:
    """The files of a version, the names of the columns that really are in them, and its last row if others follow."""

    table: int
    definition: TableDefinition
    policy: TablePolicy
    files: tuple[Path, ...]
    stored: frozenset[str]
    until_row: int | None = None


def source_of(version: Version) -> Source:
    """Where the rows of a version are. No query when its table and schema were read with it."""
    folder = table_folder(version.table)
    files = tuple(folder / part.name for part in version.manifest.parts)
    return Source(
        table=version.table_id,
        definition=version.schema.definition,
        policy=version.table.policy,
        files=files,
        stored=frozenset[str]().union(*(columns_in(path) for path in files)),
        until_row=version.manifest.until_row,
    )


@lru_cache(maxsize=2_000)
def columns_in(path: Path) -> frozenset[str]:
    """The names in a file. Files never change."""
    # The engine of one core is the one that exports need; the other one is opened when there is work for several.
    with engine_cursor(database_of_one_core()) as cursor:
        found = cursor.execute("SELECT name FROM parquet_schema($path)", {"path": str(path)}).fetchall()
    return frozenset(name for (name,) in found[1:])
