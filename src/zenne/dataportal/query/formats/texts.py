"""Formats made of texts that the engine has written: JSON Lines and GeoJSON."""

from collections.abc import Iterator
from typing import Any, Final

from zenne.dataportal.query.encoding import for_json, json_object
from zenne.dataportal.query.plan import Plan
from zenne.dataportal.query.statements import quoted
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.parameters import WrongParameter

COLLECTION: Final = (b'{"type":"FeatureCollection","features":[\n', b"\n]}\n")
BETWEEN: Final = ",\n"


def lines_columns(plan: Plan) -> str:
    """Each row as a line of JSON."""
    return f"{json_object(plan.columns)} || chr(10) AS line"


def features_columns(plan: Plan) -> str:
    """Each row as a feature: the first place is its geometry, the other columns its properties."""
    place = next((column for column in plan.columns if column.type is ColumnType.GEOMETRY), None)
    if place is None:
        raise WrongParameter("no-place", "_format")
    others = json_object(column for column in plan.columns if column is not place)
    feature = f"struct_pack(type := 'Feature', geometry := {for_json(place)}, properties := {others})"
    return f"to_json({feature}) || '{BETWEEN}' AS {quoted('line')}"


def write_lines(plan: Plan, schema: Any, batches: Iterator[Any]) -> Iterator[bytes]:
    for batch in batches:
        yield bytes_of(batch.column(0))


def write_features(plan: Plan, schema: Any, batches: Iterator[Any]) -> Iterator[bytes]:
    first, last = COLLECTION
    waiting = first
    for batch in batches:
        yield waiting
        waiting = bytes_of(batch.column(0))
    yield waiting.removesuffix(BETWEEN.encode()) + last


def bytes_of(texts: Any) -> bytes:
    """All texts of an Arrow array, one after the other, without making a Python text of each."""
    _, offsets, data = texts.buffers()
    places = memoryview(offsets).cast("q" if str(texts.type) == "large_string" else "i")
    begin, end = places[texts.offset], places[texts.offset + len(texts)]
    return bytes(memoryview(data)[begin:end]) if data is not None else b""
