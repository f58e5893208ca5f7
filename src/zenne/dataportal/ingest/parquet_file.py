"""Parquet and GeoParquet: typed already, and checked all the same."""

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from zenne.dataportal.ingest.objects import MOST_COLUMNS, json_text, text_of
from zenne.dataportal.ingest.parquet_sizes import batches_of
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.staging import Stage
from zenne.dataportal.ingest.systems import is_known_system
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.forms import TEXT, Form
from zenne.dataportal.storage.engine import arrow_module as arrow

Progress = Callable[[int], None]
WKB: Final = Form(ColumnType.GEOMETRY, "wkb")


def read_parquet(path: Path, stage: Stage, progress: Progress) -> None:
    """Take a file in, a few thousand rows at a time.

    Raises:
        CannotLoad: it is damaged, has too many columns, or becomes far larger than it is.
    """
    try:
        file = import_module("pyarrow.parquet").ParquetFile(path)
    except (OSError, ValueError):
        raise CannotLoad("broken-file") from None
    schema = file.schema_arrow
    if len(schema.names) > MOST_COLUMNS:
        raise CannotLoad("too-many-columns", columns=len(schema.names), most=MOST_COLUMNS)
    places = places_of(schema)
    stage.begin(schema.names)
    stage.crs = next(iter(places.values()), 4326)
    stage.declared.update(
        {number: WKB if field.name in places else form_of(field.type) for number, field in enumerate(schema)}
    )
    size, total = path.stat().st_size, max(file.metadata.num_rows, 1)
    try:
        for batch in batches_of(path):
            first = stage.rows + 1
            lines = arrow().array(range(first, first + batch.num_rows), arrow().int64())
            stage.add([as_text(column) for column in batch.columns], lines)
            progress(size * stage.rows // total)
    except (OSError, ValueError):
        raise CannotLoad("broken-file") from None


def form_of(kind: Any) -> Form:
    """How the values of an Arrow type are written as text."""
    types = arrow().types
    for is_kind, form in (
        (types.is_integer, Form(ColumnType.INTEGER)),
        (types.is_floating, Form(ColumnType.NUMBER)),
        (types.is_decimal, Form(ColumnType.NUMBER)),
        (types.is_boolean, Form(ColumnType.BOOLEAN)),
        (types.is_date, Form(ColumnType.DATE)),
        (types.is_time, Form(ColumnType.TIME)),
        (types.is_timestamp, Form(ColumnType.TIMESTAMP)),
        (types.is_nested, Form(ColumnType.JSON)),
    ):
        if is_kind(kind):
            return form
    return TEXT


def as_text(column: Any) -> Any:
    """A column as text. What is nested becomes JSON, bytes their hexadecimal digits."""
    pa = arrow()
    kind = column.type
    if pa.types.is_dictionary(kind):
        return as_text(column.dictionary_decode())
    if pa.types.is_nested(kind):
        return pa.array([nested_text(value) for value in column.to_pylist()], pa.string())
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        return pa.array([None if value is None else value.hex() for value in column.to_pylist()], pa.string())
    if pa.types.is_floating(kind):
        return pa.array([text_of(value) for value in column.to_pylist()], pa.string())
    text = column.cast(pa.string())
    compute = import_module("pyarrow.compute")
    return compute.if_else(compute.equal(text, ""), None, text)


def nested_text(value: Any) -> str | None:
    return None if value is None else json_text(value, default=str)


def places_of(schema: Any) -> dict[str, int]:
    """The columns of WKB that GeoParquet names, with their coordinate systems."""
    try:
        columns = json.loads((schema.metadata or {})[b"geo"])["columns"]
        return {name: code_of(said.get("crs")) for name, said in columns.items() if said.get("encoding") == "WKB"}
    except (KeyError, ValueError, TypeError, AttributeError):
        return {}


def code_of(crs: Any) -> int:
    """The EPSG code of a system in PROJJSON; none means longitude and latitude."""
    if crs is None:
        return 4326
    identifier = crs.get("id", {})
    if str(identifier.get("code")) == "CRS84":
        return 4326
    is_epsg = str(identifier.get("authority", "EPSG")).upper() == "EPSG"
    code = int(identifier.get("code", 0)) if is_epsg and str(identifier.get("code", "")).isdigit() else 0
    if not is_known_system(code):
        raise CannotLoad("unknown-crs", crs=str(crs.get("name", code))[:100])
    return code
