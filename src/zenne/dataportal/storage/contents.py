"""What the files of a version hold: how many values a column has, and the last row."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zenne.dataportal.models import Table
from zenne.dataportal.rules.columns import ROW
from zenne.dataportal.rules.manifests import Part
from zenne.dataportal.storage.names import literal, quoted
from zenne.dataportal.storage.parts import paths_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def values_in(engine: "DuckDBPyConnection", table: Table, part: Part | None, column: str) -> int:
    """How many values a column has in a file; 0 when there is none."""
    if part is None:
        return 0
    found = engine.execute(f"SELECT count({quoted(column)}) FROM read_parquet(?)", [paths_of(table, [part])]).fetchone()
    return int(found[0]) if found else 0


def last_row(engine: "DuckDBPyConnection", table: Table, parts: Sequence[Part]) -> int:
    """The greatest number of a row in the files; 0 when there are none."""
    if not parts:
        return 0
    files = ", ".join(map(literal, paths_of(table, parts)))
    found = engine.execute(
        f"SELECT max(CAST(stats_max_value AS BIGINT)), count(*) FILTER (stats_max_value IS NULL) "
        f"FROM parquet_metadata([{files}]) WHERE path_in_schema = ?",
        [ROW],
    ).fetchone()
    if found and found[0] is not None and not found[1]:
        return int(found[0])
    counted = engine.execute(f'SELECT max("{ROW}") FROM read_parquet(?)', [paths_of(table, parts)]).fetchone()
    return int(counted[0] or 0) if counted else 0
