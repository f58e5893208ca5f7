"""What stands in the footers of the files of a version: how many values a column has, the least, the greatest."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from zenne.dataportal.models import Table
from zenne.dataportal.rules.columns import ROW, STORED_AS, Column, ColumnType, TableDefinition
from zenne.dataportal.rules.manifests import Part
from zenne.dataportal.storage.names import literal, quoted
from zenne.dataportal.storage.parts import paths_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WITHOUT_ORDER: Final = {ColumnType.GEOMETRY, ColumnType.JSON}


def statistics_of(
    engine: "DuckDBPyConnection",
    table: Table,
    definition: TableDefinition,
    parts: Sequence[Part],
    distinct: Mapping[str, int],
) -> dict[str, Any]:
    """For each column ``values``, ``distinct`` (about), ``min`` and ``max``; no least or greatest for places."""
    rows = sum(part.rows for part in parts)
    return {
        column.name: {
            **bounds(engine, paths_of(table, parts), column),
            **({"distinct": min(distinct[column.name], rows)} if column.name in distinct else {}),
        }
        for column in definition.columns
    }


def bounds(engine: "DuckDBPyConnection", paths: list[str], column: Column) -> dict[str, Any]:
    kind = STORED_AS[column.type]
    least = f"min(CAST(stats_min_value AS {kind}))"
    greatest = f"max(CAST(stats_max_value AS {kind}))"
    has_bounds = column.type not in WITHOUT_ORDER
    found = engine.execute(
        f"SELECT sum(num_values) - sum(stats_null_count), count(*) FILTER (stats_null_count IS NULL), "
        f"count(*) FILTER (stats_min_value IS NULL AND num_values > stats_null_count), "
        f"{f'CAST({least} AS VARCHAR), CAST({greatest} AS VARCHAR)' if has_bounds else 'NULL, NULL'} "
        f"FROM parquet_metadata([{', '.join(map(literal, paths))}]) WHERE path_in_schema = ?",
        [column.name],
    ).fetchone()
    values, uncounted, unbounded, low, high = found or (0, 1, 1, None, None)
    said: dict[str, Any] = {} if uncounted or values is None else {"values": int(values)}
    if not unbounded and low is not None and column.type is not ColumnType.BOOLEAN:
        said |= {"min": low, "max": high}
    return said


def different_in(engine: "DuckDBPyConnection", table: Table, part: Part, columns: Sequence[str]) -> dict[str, int]:
    """About how many different values columns have in a file."""
    if not columns:
        return {}
    asked = ", ".join(f"approx_count_distinct({quoted(name)})" for name in columns)
    found = engine.execute(f"SELECT {asked} FROM read_parquet(?)", paths_of(table, [part])).fetchone()
    return dict(zip(columns, found or (), strict=True))


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
