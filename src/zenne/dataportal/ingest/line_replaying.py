"""Lines of a quarantine that were no records, read again as somebody says that they are meant."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from zenne.dataportal.ingest.reasons import Reason
from zenne.dataportal.ingest.staging import LINE, QUARANTINE_COLUMNS
from zenne.dataportal.rules.line_reading import Layout, LineReading, values_of
from zenne.dataportal.storage.engine import arrow_module as arrow

ROWS_AT_ONCE: Final = 100
"""Each may have a megabyte."""


def lines_again(path: str, reading: LineReading, folder: Path) -> str:
    """Where the quarantine lies in which lines that are rows now are records. All others are as they were."""
    parquet, pa = import_module("pyarrow.parquet"), arrow()
    schema = pa.schema([(LINE, pa.int64()), *((name, pa.string()) for name in QUARANTINE_COLUMNS[1:])])
    new = folder / "lines.parquet"
    with parquet.ParquetFile(path) as old, parquet.ParquetWriter(new, schema) as writer:
        for batch in old.iter_batches(ROWS_AT_ONCE):
            rows = [reread(row, reading) for row in batch.to_pylist()]
            writer.write_batch(pa.RecordBatch.from_pylist(rows, schema=schema))
    return str(new)


def reread(row: dict[str, Any], reading: LineReading) -> dict[str, Any]:
    """A row of the quarantine, its values beside it when it is a record now."""
    written = row.get("_layout")
    if row["_values"] is not None or not written or row["reason"] == Reason.TOO_LONG:
        return row
    layout = Layout.of(written)
    is_readable = row["reason"] != Reason.BAD_BYTES
    values = values_of(row["raw"] or "", layout, reading, is_readable=is_readable)
    if values is None:
        return row
    said = {name: value or None for name, value in zip(layout.columns, values, strict=True)}
    return {**row, "_values": json.dumps(said, ensure_ascii=False)}
