"""GeoPackage (OGC 12-128r19): an SQLite file with layers of places. It is read, and nothing in it is run."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from zenne.dataportal.ingest.objects import MOST_COLUMNS
from zenne.dataportal.ingest.parquet_file import WKB
from zenne.dataportal.ingest.pieces import Contents, Piece
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.staging import ROWS_AT_ONCE, Stage
from zenne.dataportal.ingest.systems import is_known_system
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.forms import TEXT, Form
from zenne.dataportal.rules.geopackage import wkb_of
from zenne.dataportal.rules.names import column_names
from zenne.dataportal.storage.names import quoted

Progress = Callable[[int], None]
MARK: Final = b"SQLite format 3\0"
MOST_LAYERS: Final = 200
UNDEFINED: Final = (0, -1)
"""The numbers of the systems of which only the kind is known: degrees, or lengths."""
LARGEST_VALUE: Final = 64 << 20
MOST_SECONDS: Final = 1800
STEPS_BETWEEN_LOOKS: Final = 1_000_000
ALLOWED: Final = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
LAYERS: Final = """
    SELECT contents.table_name, contents.data_type, places.column_name, systems.organization,
        systems.organization_coordsys_id, systems.srs_id, systems.srs_name
    FROM gpkg_contents contents
    LEFT JOIN gpkg_geometry_columns places ON places.table_name = contents.table_name
    LEFT JOIN gpkg_spatial_ref_sys systems ON systems.srs_id = places.srs_id
    ORDER BY contents.rowid"""
FORMS: Final = {
    "BOOLEAN": Form(ColumnType.BOOLEAN),
    **dict.fromkeys(("TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER"), Form(ColumnType.INTEGER)),
    **dict.fromkeys(("FLOAT", "DOUBLE", "REAL"), Form(ColumnType.NUMBER)),
    "DATE": Form(ColumnType.DATE),
    "DATETIME": Form(ColumnType.TIMESTAMP),
}


@dataclass(frozen=True, slots=True)
class Layer:
    """A table of the file, its column of places (empty: none) and their coordinate system."""

    table: str
    place: str
    crs: int


def geopackage_contents(path: Path) -> Contents:
    """The layers of a file.

    Raises:
        CannotLoad: it is damaged, no GeoPackage, or has none.
    """
    with opened(path) as database:
        tables = {
            str(name)
            for name, sql in database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
            if not str(sql).upper().startswith("CREATE VIRTUAL")
        }
        if "gpkg_contents" not in tables:
            raise CannotLoad("unknown-kind", kind="sqlite")
        database.set_authorizer(only_reading)
        found = database.execute(LAYERS).fetchmany(MOST_LAYERS + 1)
    layers, ignored = [], []
    for table, kind, place, *system in found[:MOST_LAYERS]:
        # A view could compute without end, and what a picture of tiles shows is no table.
        if kind in {"features", "attributes"} and table in tables:
            layers.append(Layer(str(table), str(place or ""), code_of(*system)))
        else:
            ignored.append(str(table))
    if not layers:
        raise CannotLoad("no-table")
    names = column_names(layer.table for layer in layers)
    pieces = (Piece(name, partial(read_layer, layer)) for name, layer in zip(names, layers, strict=True))
    return Contents(tuple(pieces), tuple(ignored))


def code_of(organization: Any, code: Any, system: Any, name: Any) -> int:
    """The EPSG code of a layer; 4326 when it does not say, then the numbers decide.

    Raises:
        CannotLoad: it is in a system that EPSG does not list, or that has no place on a map.
    """
    if system in {None, *UNDEFINED}:
        return 4326
    if str(organization).upper() != "EPSG" or not isinstance(code, int) or not is_known_system(code):
        raise CannotLoad("unknown-crs", crs=f"{name or ''} ({organization}:{code})"[:100])
    return code


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file, only to be read. What SQLite finds wrong with it is said as CannotLoad."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)) as database:
            for limit, most in (
                (sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE),
                (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
                (sqlite3.SQLITE_LIMIT_COLUMN, MOST_COLUMNS),
                (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 20),
            ):
                database.setlimit(limit, most)
            for setting in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON", "mmap_size = 0"):
                database.execute(f"PRAGMA {setting}")
            database.text_factory = lambda text: text.decode("utf-8", "replace").replace("\0", "")
            end = time.monotonic() + MOST_SECONDS
            database.set_progress_handler(lambda: time.monotonic() > end, STEPS_BETWEEN_LOOKS)
            yield database
    except (sqlite3.Error, OverflowError, UnicodeError):
        raise CannotLoad("broken-file") from None


def only_reading(action: int, *_: Any) -> int:
    """No function, no recursion, no trigger: a file that wants them is refused."""
    return sqlite3.SQLITE_OK if action in ALLOWED else sqlite3.SQLITE_DENY


def read_layer(layer: Layer, path: Path, stage: Stage, progress: Progress) -> None:
    """Take a layer in."""
    with opened(path) as database:
        described = database.execute(f"PRAGMA table_info({quoted(layer.table)})").fetchall()
        columns = [(str(name), str(kind).partition("(")[0].strip().upper()) for _, name, kind, *_rest in described]
        if not columns:
            raise CannotLoad("no-rows")
        database.set_authorizer(only_reading)
        stage.begin([name for name, _ in columns])
        stage.crs = layer.crs
        stage.declared.update(
            {n: WKB if name == layer.place else FORMS.get(kind, TEXT) for n, (name, kind) in enumerate(columns)}
        )
        named = ", ".join(quoted(name) for name, _ in columns)
        rows = database.execute(f"SELECT {named} FROM {quoted(layer.table)}")
        read = 0
        while some := rows.fetchmany(ROWS_AT_ONCE if not layer.place else ROWS_AT_ONCE // 4):
            texts = [[text_of(value, stage.declared[n]) for n, value in enumerate(row)] for row in some]
            stage.add_rows(texts, range(stage.rows + 1, stage.rows + len(texts) + 1))
            read += sum(len(text) for row in texts for text in row if text) // 2
            progress(read)


def text_of(value: Any, form: Form) -> str | None:
    """A value as text, bytes as their hexadecimal digits."""
    if value is None or value == "":
        return None
    if form.type is ColumnType.GEOMETRY and isinstance(value, bytes):
        return wkb_of(value).hex() or None
    if form.type is ColumnType.BOOLEAN and value in {0, 1}:
        return "true" if value else "false"
    if isinstance(value, bytes):
        return value.hex()
    return repr(value) if isinstance(value, float) else str(value)
