"""GeoPackage (OGC 12-128r19): the first layer of features, or else the first table, of an SQLite file."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from zenne.dataportal.ingest.objects import MOST_COLUMNS
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.staging import ROWS_AT_ONCE, Stage
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.coordinates import SYSTEMS
from zenne.dataportal.rules.forms import TEXT, Form

Progress = Callable[[int], None]
ENVELOPE_BYTES: Final = (0, 32, 48, 48, 64)
"""Bytes of the bounds that stand before a geometry, by the number in its flags."""
LAYERS: Final = """
    SELECT c.table_name, g.column_name, coalesce(s.organization_coordsys_id, 4326)
    FROM gpkg_contents c
    JOIN sqlite_master m ON m.name = c.table_name AND m.type = 'table'
    LEFT JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
    LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
    WHERE c.data_type IN ('features', 'attributes')
    ORDER BY c.data_type DESC, c.rowid LIMIT 1
"""


def read_geopackage(path: Path, stage: Stage, progress: Progress) -> None:
    """Take in the rows of a layer.

    Raises:
        CannotLoad: it is another SQLite file, damaged, or in a coordinate system that is not known.
    """
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)) as connection:
            # What stands in the schema of a foreign file must not run functions.
            connection.execute("PRAGMA trusted_schema = OFF")
            read_layer(connection, stage)
    except sqlite3.DatabaseError as error:
        is_other = "no such table" in str(error)
        raise CannotLoad("unknown-kind", kind="sqlite") if is_other else CannotLoad("broken-file") from None
    progress(path.stat().st_size)


def read_layer(connection: sqlite3.Connection, stage: Stage) -> None:
    layer = connection.execute(LAYERS).fetchone()
    if layer is None:
        raise CannotLoad("no-table")
    table, place, crs = layer
    described = connection.execute("SELECT name, type FROM pragma_table_info(?)", [table]).fetchall()
    if len(described) > MOST_COLUMNS:
        raise CannotLoad("too-many-columns", columns=len(described), most=MOST_COLUMNS)
    if place is not None and crs not in SYSTEMS:
        raise CannotLoad("unknown-crs", crs=f"EPSG:{crs}")
    names = [name for name, _ in described]
    stage.begin(names)
    stage.crs = crs if place is not None else 4326
    for number, (name, kind) in enumerate(described):
        if name == place:
            stage.declared[number] = Form(ColumnType.GEOMETRY, "wkb")
        elif kind.upper().startswith("TEXT"):
            stage.declared[number] = TEXT
    quoted_table = '"' + table.replace('"', '""') + '"'
    rows = connection.execute(f"SELECT * FROM {quoted_table}")
    for values in batches(rows):
        first = stage.rows + 1
        texts = [[text_of(value, name == place) for name, value in zip(names, row, strict=True)] for row in values]
        stage.add_rows(texts, range(first, first + len(texts)))


def batches(rows: sqlite3.Cursor) -> Iterator[list[tuple[Any, ...]]]:
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        yield batch


def text_of(value: Any, is_place: bool) -> str | None:
    """A value as text; a geometry as the hexadecimal digits of its WKB."""
    if value is None or value == "":
        return None
    if isinstance(value, bytes):
        return (wkb_of(value) if is_place else value).hex()
    return repr(value) if isinstance(value, float) else str(value)


def wkb_of(value: bytes) -> bytes:
    """The geometry without the header of GeoPackage; what has none stays as it is, and will not fit."""
    if value[:2] != b"GP" or len(value) < 8:
        return value
    bounds = (value[3] >> 1) & 0b111
    return value[8 + ENVELOPE_BYTES[bounds] :] if bounds < len(ENVELOPE_BYTES) else value
