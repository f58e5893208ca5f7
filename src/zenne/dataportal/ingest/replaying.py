"""Rows of a version and of its quarantine against a corrected schema."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from zenne.dataportal.ingest.conversions import raw_of, typed
from zenne.dataportal.ingest.fitting import Given, Incoming, from_texts
from zenne.dataportal.ingest.writing import rows_in_quarantine
from zenne.dataportal.rules.columns import ROW, Column, ColumnType, TableDefinition
from zenne.dataportal.rules.corrections import Correction
from zenne.dataportal.rules.forms import Form
from zenne.dataportal.rules.manifests import Part
from zenne.dataportal.storage.names import literal, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ORDER: Final = "place"
"""The column that numbers the rows of a quarantine while they are read again."""


def rows_again(old: TableDefinition, correction: Correction, paths: Sequence[str]) -> Incoming:
    """The rows that a table has, as the corrected definition wants them. What keeps its form is not read anew."""
    files = ", ".join(map(literal, paths))
    pairs = [(old.column(correction.before(column.name)), column) for column in correction.definition.columns]
    given = tuple(given_again(n, was, column) for n, (was, column) in enumerate(pairs))
    now = {was.name: column for was, column in pairs if was}
    texts = tuple((each.source or each.name, as_text(each, now.get(each.name, each))) for each in old.columns)
    source = f"read_parquet([{files}], union_by_name = true)"
    return Incoming(source, quoted(ROW), given, texts, shown_line="NULL::BIGINT")


def given_again(n: int, old: Column | None, new: Column) -> Given:
    if old is not None and old.type is new.type:
        kept = quoted(old.name) if old.type is not ColumnType.GEOMETRY else kept_place(old, new)
        return Given(new, as_text(old, new), f"r{n}", kept)
    text = as_text(old, new) if old else "NULL::VARCHAR"
    return Given(new, text, typed(f"t{n}", new, f"r{n}"), raw_of(text, Form(new.type, new.format)))


def kept_place(old: Column, new: Column) -> str:
    """A place in degrees; where the coordinate system was wrong, it is where the right one says."""
    if old.crs == new.crs:
        return f"ST_GeomFromWKB({quoted(old.name)})"
    return transformed(place_in_files(old), new.crs, DEGREES)


def as_text(old: Column, new: Column) -> str:
    """A kept value as a file writes it, so that it can be read from the quarantine later."""
    written = new.format if old.type is new.type else old.format
    if old.type is ColumnType.GEOMETRY:
        return f"{PLACE_TEXTS.get(written, 'ST_AsText')}({place_in_files(old)})"
    name = quoted(old.name)
    if old.type is ColumnType.NUMBER:
        whole = f"CAST(CAST({name} AS BIGINT) AS VARCHAR)"
        plain = f"CASE WHEN {name} = trunc({name}) AND abs({name}) < 1e15 THEN {whole} ELSE CAST({name} AS VARCHAR) END"
        return f"replace({plain}, '.', ',')" if written == "1.234,5" else plain
    if written and old.type in {ColumnType.DATE, ColumnType.TIMESTAMP}:
        return f"strftime({name}, {literal(written)})"
    return f"CAST({name} AS VARCHAR)"


PLACE_TEXTS: Final = {"geojson": "ST_AsGeoJSON", "wkb": "ST_AsHEXWKB"}
DEGREES: Final = 4326


def place_in_files(column: Column) -> str:
    """A kept place in the coordinate system in which it came."""
    return transformed(f"ST_GeomFromWKB({quoted(column.name)})", DEGREES, column.crs)


def transformed(place: str, before: int, after: int) -> str:
    if before == after:
        return place
    return f"TRY(ST_Transform({place}, 'EPSG:{before:d}', 'EPSG:{after:d}', always_xy := true))"


def quarantine_again(
    engine: "DuckDBPyConnection", definition: TableDefinition, path: str
) -> tuple[Incoming, int] | None:
    """The rows of a quarantine that were records, and how many they are; None when there are none."""
    # Numbered once and for all: what is asked several times must get the same numbers.
    engine.execute(
        f"CREATE OR REPLACE TEMP TABLE again AS SELECT row_number() OVER () AS {ORDER}, line, "
        f"json_transform(_values, '\"MAP(VARCHAR, VARCHAR)\"') AS said FROM read_parquet(?) WHERE _values IS NOT NULL",
        [path],
    )
    found = engine.execute("SELECT count(*) FROM again").fetchone()
    if not found or not found[0]:
        return None
    named = engine.execute("SELECT DISTINCT unnest(map_keys(said)) FROM again ORDER BY 1").fetchall()
    sources = [name for (name,) in named]
    texts = [(source, f"said[{literal(source)}]") for source in sources]
    columns = {
        column.name: sources.index(wanted)
        for column in definition.columns
        for wanted in (column.source if column.source in sources else column.name,)
        if wanted in sources
    }
    incoming = from_texts(definition, source="again", line=ORDER, texts=texts, columns=columns, shown_line="line")
    return incoming, int(found[0])


def kept_bad_lines(path: str) -> str:
    """A question: the rows of a quarantine that were no records, and stay there."""
    return f"SELECT * FROM {rows_in_quarantine(path)} WHERE _values IS NULL"


def sum_of_rows(parts: Sequence[Part]) -> int:
    return sum(part.rows for part in parts)
