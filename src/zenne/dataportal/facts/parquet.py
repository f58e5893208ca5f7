"""Rows that a module gives, as one Parquet file whose name says what is in it."""

import hashlib
import os
import secrets
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from zenne.dataportal.rules.columns import ROW, ColumnType, TableDefinition
from zenne.dataportal.rules.manifests import Manifest, Part
from zenne.dataportal.storage.engine import arrow_module

Values = dict[str, list[Any]]
ARROW: Final = {
    ColumnType.TEXT: "string",
    ColumnType.INTEGER: "int64",
    ColumnType.NUMBER: "float64",
    ColumnType.BOOLEAN: "bool_",
    ColumnType.DATE: "date32",
    ColumnType.GEOMETRY: "binary",
    ColumnType.JSON: "string",
}
WITH_UNIT: Final = {ColumnType.TIME: ("time64", "us"), ColumnType.TIMESTAMP: ("timestamp", "us", "UTC")}
CORNERS: Final = (("_xmin_", 0), ("_ymin_", 1), ("_xmax_", 0), ("_ymax_", 1))
DIGEST_LENGTH: Final = 32


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A Parquet file in memory."""

    body: bytes
    rows: int

    @property
    def digest(self) -> str:
        """The same for the same rows."""
        return hashlib.sha256(self.body).hexdigest()[:DIGEST_LENGTH]

    def is_in(self, manifest: Manifest) -> bool:
        """Whether readers of a version have just these rows."""
        return len(manifest.parts) == 1 and manifest.parts[0].name.startswith(self.digest)

    def put_into(self, folder: Path) -> Part:
        """Write it: whole and on disk when this returns.

        The name begins with what is in it, and is never used twice: a file that was left over may be cleared away at
        any moment.
        """
        path = folder / f"{self.digest}{secrets.token_hex(4)}.parquet"
        put_on_disk(path, self.body)
        return Part(path.name, self.rows, len(self.body))


def made_of(definition: TableDefinition, rows: Iterable[Sequence[Any]]) -> MadeFile:
    """All rows as one file. The same rows give the same file."""
    parquet = import_module("pyarrow.parquet")
    table = arrow_table(definition, values_of(definition, rows))
    sink = arrow_module().BufferOutputStream()
    parquet.write_table(table, sink, compression="zstd")
    return MadeFile(sink.getvalue().to_pybytes(), table.num_rows)


def values_of(definition: TableDefinition, rows: Iterable[Sequence[Any]]) -> Values:
    """The values of each stored column: the numbers of the rows, what was given, the corners of places."""
    given = [list(values) for values in zip(*rows, strict=True)] or [[] for _ in definition.columns]
    found: Values = {ROW: list(range(1, len(given[0]) + 1))}
    for column, values in zip(definition.columns, given, strict=True):
        if column.type is ColumnType.GEOMETRY:
            found[column.name] = [point and well_known(*point) for point in values]
            for prefix, place in CORNERS:
                found[prefix + column.name] = [point and point[place] for point in values]
        else:
            found[column.name] = values
    return found


def well_known(longitude: float, latitude: float) -> bytes:
    """A point as WKB."""
    return struct.pack("<BIdd", 1, 1, longitude, latitude)


def arrow_table(definition: TableDefinition, values: Values) -> Any:
    """The values as an Arrow table with the types of the schema."""
    pyarrow = arrow_module()
    types = {ROW: pyarrow.int64(), **{column.name: arrow_type(pyarrow, column.type) for column in definition.columns}}
    fields = [pyarrow.field(name, types.get(name, pyarrow.float64())) for name in values]
    return pyarrow.table(values, schema=pyarrow.schema(fields))


def arrow_type(pyarrow: Any, of_column: ColumnType) -> Any:
    name, *units = WITH_UNIT.get(of_column) or (ARROW[of_column],)
    return getattr(pyarrow, name)(*units)


def put_on_disk(path: Path, body: bytes) -> None:
    """A file that is there as a whole or not at all, also when the power fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{secrets.token_hex(8)}.unfinished")
    with unfinished.open("wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
