"""JSON, JSON Lines and GeoJSON: objects become rows, their members columns."""

import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from zenne.dataportal.ingest.json_stream import lines_of, listed
from zenne.dataportal.ingest.reasons import CannotLoad, Reason
from zenne.dataportal.ingest.records import LONGEST_RECORD_BYTES, readable
from zenne.dataportal.ingest.staging import ROWS_AT_ONCE, Stage
from zenne.dataportal.ingest.systems import is_known_system
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.forms import Form

Progress = Callable[[int], None]
MOST_COLUMNS: Final = 2000
GEOMETRY: Final = "geometry"
IDENTIFIER: Final = "id"
SHAPES: Final = {
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
}


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a file: its number or line, what it is, and the members that stood before the list.

    ``part``: which part of a line that is too long, from 1 on.
    """

    number: int
    value: Any
    raw: str
    members: dict[str, Any]
    bytes_read: int
    part: int = 0


def read_json(path: Path, stage: Stage, progress: Progress) -> None:
    """Take in a list of objects, or the features of GeoJSON."""
    read_elements(lambda: elements_of(path), stage, progress)


def read_json_lines(path: Path, stage: Stage, progress: Progress) -> None:
    """Take in an object a line. A line that is none goes to quarantine."""
    read_elements(lambda: elements_of_lines(path), stage, progress)


def elements_of(path: Path) -> Iterator[Element]:
    for number, (members, value, read) in enumerate(listed(path), 1):
        yield Element(number, value, "", members, read)


def elements_of_lines(path: Path) -> Iterator[Element]:
    for line in lines_of(path):
        try:
            value = None if line.part else json.loads(line.text)
        except (ValueError, RecursionError):
            value = None
        raw = "" if isinstance(value, dict) else readable(line.text.strip())
        yield Element(line.number, value, raw, {}, line.bytes_read, line.part)


def read_elements(elements: Callable[[], Iterator[Element]], stage: Stage, progress: Progress) -> None:
    """Read twice: first the names of all members, which may come late, then the values."""
    columns, nested = names_of(elements(), stage)
    if not columns:
        raise CannotLoad("no-rows" if next(elements(), None) is None else "no-objects")
    if len(columns) > MOST_COLUMNS:
        raise CannotLoad("too-many-columns", columns=len(columns), most=MOST_COLUMNS)
    stage.begin(columns)
    for number, name in enumerate(columns):
        if name in nested:
            stage.declared[number] = Form(*nested[name])
    rows: list[list[str | None]] = []
    lines: list[int] = []
    for element in elements():
        row = row_of(element.value)
        if row is None:
            add_bad(stage, element)
        else:
            rows.append([text_of(row.get(name)) for name in columns])
            lines.append(element.number)
        if len(rows) >= ROWS_AT_ONCE:
            progress(element.bytes_read)
            stage.add_rows(rows, lines)
            rows, lines = [], []
    if rows:
        stage.add_rows(rows, lines)


def add_bad(stage: Stage, element: Element) -> None:
    """Keep an element that is no row apart: all of it, in parts when it is long."""
    raw = element.raw or text_of(element.value) or ""
    if element.part:
        stage.add_bad(element.number, Reason.TOO_LONG, raw, value=f"{element.part:04d}")
    elif len(raw) <= LONGEST_RECORD_BYTES:
        stage.add_bad(element.number, Reason.NO_OBJECT, raw)
    else:
        for part, at in enumerate(range(0, len(raw), LONGEST_RECORD_BYTES), 1):
            stage.add_bad(element.number, Reason.TOO_LONG, raw[at : at + LONGEST_RECORD_BYTES], value=f"{part:04d}")


def names_of(elements: Iterator[Element], stage: Stage) -> tuple[list[str], dict[str, tuple[ColumnType, str]]]:
    """The names of all members in the order in which they come, and the types of those that are no plain value."""
    names: dict[str, None] = {}
    nested: dict[str, tuple[ColumnType, str]] = {}
    for element in elements:
        row = row_of(element.value)
        if row is None:
            continue
        names.update(dict.fromkeys(row))
        for name, value in row.items():
            if isinstance(value, dict | list):
                nested[name] = (ColumnType.JSON, "")
        if is_feature(element.value) or (GEOMETRY in row and row[GEOMETRY] is element.value):
            nested[GEOMETRY] = (ColumnType.GEOMETRY, "geojson")
            stage.crs = crs_of(element.members)
        if len(names) > MOST_COLUMNS:
            break
    return list(names), nested


def is_feature(value: Any) -> bool:
    return isinstance(value, dict) and value.get("type") == "Feature" and "geometry" in value


def row_of(value: Any) -> dict[str, Any] | None:
    """The members of an object; of a feature its properties, its identifier and its geometry."""
    if not isinstance(value, dict):
        return None
    if value.get("type") in SHAPES and ("coordinates" in value or "geometries" in value):
        return {GEOMETRY: value}
    if not is_feature(value):
        return value
    properties = value.get("properties") or {}
    if not isinstance(properties, dict):
        return None
    identifier = {IDENTIFIER: value["id"]} if "id" in value and IDENTIFIER not in properties else {}
    return {**identifier, **properties, GEOMETRY: value["geometry"]}


def text_of(value: Any) -> str | None:
    """A value as text: what is nested as JSON."""
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, float):
        return repr(value)
    return json_text(value)


def json_text(value: Any, **options: Any) -> str:
    """A value as JSON, which has no number that is not finite: there stands ``null``."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, **options)
    except ValueError:
        return json.dumps(finite(value), ensure_ascii=False, **options)


def finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: finite(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [finite(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def crs_of(members: dict[str, Any]) -> int:
    """The coordinate system that old GeoJSON names; 4326 when it names none."""
    try:
        name = str(members["crs"]["properties"]["name"])
    except (KeyError, TypeError):
        return 4326
    found = re.search(r"(\d+)$", name)
    code = int(found[1]) if found else 0
    if "CRS84" in name or code == 4326:
        return 4326
    if not is_known_system(code):
        raise CannotLoad("unknown-crs", crs=name[:100])
    return code
