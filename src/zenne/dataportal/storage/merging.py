"""New parts from old ones: rows that are replaced are left out, many small parts become one."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Final

from zenne.dataportal.models import Table
from zenne.dataportal.rules.columns import ROW, ColumnType, TableDefinition
from zenne.dataportal.rules.layout import is_order_secret
from zenne.dataportal.rules.manifests import Part
from zenne.dataportal.storage.names import literal, quoted
from zenne.dataportal.storage.parts import ROWS_OF_GROUP, paths_of, write_part

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_OF_A_SIZE: Final = 8
"""A feed that brings a few rows each minute would else leave readers with thousands of files."""


def without_keys_of(
    engine: "DuckDBPyConnection", table: Table, definition: TableDefinition, kept: Sequence[Part], new: Part
) -> tuple[Part, ...]:
    """The kept parts without the rows whose keys the new part has. Parts with none of them stay the same files."""
    same = " AND ".join(f"old.{quoted(name)} = new.{quoted(name)}" for name in definition.key)
    (new_path,) = paths_of(table, [new])
    keys = f"SELECT {', '.join(map(quoted, definition.key))} FROM read_parquet({literal(new_path)})"
    parts: list[Part] = []
    for part in kept:
        (path,) = paths_of(table, [part])
        source = f"read_parquet({literal(path)}) old"
        found = engine.execute(f"SELECT count(*) FROM {source} SEMI JOIN ({keys}) new ON {same}").fetchone()
        if not found or not found[0]:
            parts.append(part)
            continue
        left = f"SELECT old.* FROM {source} ANTI JOIN ({keys}) new ON {same} ORDER BY {order_of(table, definition)}"
        if rest := write_part(engine, table, left):
            parts.append(rest)
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class Compacted:
    """The parts of a version, and which of them became one: ``gone`` became ``together``."""

    parts: tuple[Part, ...]
    gone: tuple[Part, ...] = ()
    together: Part | None = None


def compacted(
    engine: "DuckDBPyConnection", table: Table, definition: TableDefinition, parts: Sequence[Part]
) -> Compacted:
    """The parts, those of one size together once there are ``MOST_OF_A_SIZE``: each row is rarely written anew."""
    sizes: dict[int, list[Part]] = {}
    for part in parts:
        if part.rows < ROWS_OF_GROUP:
            sizes.setdefault(size_of(part), []).append(part)
    gone = next((each for _, each in sorted(sizes.items()) if len(each) >= MOST_OF_A_SIZE), [])
    if not gone:
        return Compacted(tuple(parts))
    paths = ", ".join(map(literal, paths_of(table, gone)))
    together = write_part(
        engine,
        table,
        f"SELECT * FROM read_parquet([{paths}], union_by_name = true) ORDER BY {order_of(table, definition)}",
    )
    left = tuple(part for part in parts if part not in gone)
    return Compacted((*left, together) if together else left, tuple(gone), together)


def size_of(part: Part) -> int:
    """Which size a small part is of: each is eight times the one before."""
    return int(log(max(part.rows, 1), MOST_OF_A_SIZE) + 1e-9)


def order_of(table: Table, definition: TableDefinition) -> str:
    """The order of rows in a part: what is read together lies together, unless order would tell."""
    if is_order_secret(table.policy):
        return quoted(ROW)
    plain = [name for name in definition.sort if is_plain(definition, name)]
    return ", ".join(map(quoted, (*plain, ROW)))


def is_plain(definition: TableDefinition, name: str) -> bool:
    column = definition.column(name)
    return column is not None and column.type is not ColumnType.GEOMETRY
