"""Formats made of Arrow's columns: CSV, Arrow's stream and Parquet."""

import io
import json
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

from zenne.dataportal.query.encoding import as_stored, chosen, for_sheet, for_sheet_without_formulas
from zenne.dataportal.query.plan import Plan
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.storage.engine import arrow_module


@cache
def sparing_arrow() -> Any:
    """Arrow's module, with the memory of the system: its own allocators keep what they once had."""
    arrow = arrow_module()
    arrow.set_memory_pool(arrow.system_memory_pool())
    return arrow


def sheet_columns(plan: Plan) -> str:
    return chosen(plan.columns, for_sheet)


def safe_sheet_columns(plan: Plan) -> str:
    return chosen(plan.columns, for_sheet_without_formulas)


def typed_columns(plan: Plan) -> str:
    return chosen(plan.columns, as_stored)


def write_csv(plan: Plan, schema: Any, batches: Iterator[Any]) -> Iterator[bytes]:
    """RFC 4180 in UTF-8: what has no value is empty, a text without letters is ``""``."""
    arrow, csv = sparing_arrow(), import_module("pyarrow.csv")
    options = csv.WriteOptions(include_header=False, eol="\r\n", batch_size=8_192)
    yield (",".join(f'"{column.name}"' for column in plan.columns) + "\r\n").encode()
    for batch in batches:
        sink = arrow.BufferOutputStream()
        csv.write_csv(batch, sink, options)
        yield sink.getvalue().to_pybytes()


class Pieces(io.RawIOBase):
    """A file that is only written: what was written is taken away piece by piece."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []
        self.position = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.position

    def write(self, data: Any) -> int:
        self.waiting.append(bytes(data))
        self.position += len(self.waiting[-1])
        return len(self.waiting[-1])

    def take(self) -> bytes:
        taken, self.waiting = b"".join(self.waiting), []
        return taken


def write_arrow(plan: Plan, schema: Any, batches: Iterator[Any]) -> Iterator[bytes]:
    """Arrow's IPC stream."""
    yield from written(sparing_arrow().ipc.new_stream, plan, schema, batches)


def write_parquet(plan: Plan, schema: Any, batches: Iterator[Any]) -> Iterator[bytes]:
    """Parquet, with what GeoParquet 1.1 wants to know when there are places."""
    sparing_arrow()
    parquet = import_module("pyarrow.parquet")

    def opened(sink: Any, schema: Any) -> Any:
        return parquet.ParquetWriter(sink, schema, compression="zstd")

    yield from written(opened, plan, schema, batches)


def written(opened: Any, plan: Plan, schema: Any, batches: Iterator[Any]) -> Iterator[bytes]:
    pieces = Pieces()
    described = schema.with_metadata(places_in(plan))
    with opened(pieces, described) as writer:
        yield pieces.take()
        for batch in batches:
            writer.write_batch(batch.cast(described))
            yield pieces.take()
    yield pieces.take()


def places_in(plan: Plan) -> dict[str, str] | None:
    """GeoParquet's description of the columns with places: WKB in longitude and latitude."""
    places = [column.name for column in plan.columns if column.type is ColumnType.GEOMETRY]
    if not places:
        return None
    columns = {name: {"encoding": "WKB", "geometry_types": []} for name in places}
    return {"geo": json.dumps({"version": "1.1.0", "primary_column": places[0], "columns": columns})}
