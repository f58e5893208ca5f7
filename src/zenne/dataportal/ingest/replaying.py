"""Rows of a version and of its quarantine against a corrected schema."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from zenne.dataportal.ingest.conversions import raw_of, typed
from zenne.dataportal.ingest.fitting import Given, Incoming, from_texts
from zenne.dataportal.rules.columns import ROW, Column, ColumnType, TableDefinition
from zenne.dataportal.rules.forms import Form
from zenne.dataportal.rules.manifests import Part
from zenne.dataportal.storage.names import literal, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ORDER: Final = "place"
"""The column that numbers the rows of a quarantine while they are read again."""


def rows_again(old: TableDefinition, new: TableDefinition, paths: Sequence[str]) -> Incoming:
    """The rows that a table has, as the new definition wants them. What keeps its form is not read anew."""
    files = ", ".join(map(literal, paths))
    given = tuple(given_again(n, old.column(column.name), column) for n, column in enumerate(new.columns))
    texts = tuple((column.source or column.name, as_text(column)) for column in old.columns)
    source = f"read_parquet([{files}], union_by_name = true)"
    return Incoming(source, quoted(ROW), given, texts, shown_line="NULL::BIGINT")


def given_again(n: int, old: Column | None, new: Column) -> Given:
    if old is not None and has_same_form(old, new):
        is_place = old.type is ColumnType.GEOMETRY
        kept = f"ST_GeomFromWKB({quoted(old.name)})" if is_place else quoted(old.name)
        return Given(new, as_text(old), f"r{n}", kept)
    text = as_text(old) if old else "NULL::VARCHAR"
    return Given(new, text, typed(f"t{n}", new, f"r{n}"), raw_of(text, Form(new.type, new.format)))


def as_text(column: Column) -> str:
    if column.type is ColumnType.GEOMETRY:
        return f"ST_AsText(ST_GeomFromWKB({quoted(column.name)}))"
    return f"CAST({quoted(column.name)} AS VARCHAR)"


def has_same_form(old: Column, new: Column) -> bool:
    """Whether the kept values of a column are those of the other, too."""
    return old.type is new.type


def is_stricter(old: TableDefinition, new: TableDefinition) -> bool:
    """Whether kept rows must be looked at again."""
    if old.key != new.key or old.names != new.names:
        return True
    pairs = [(before, after) for after in new.columns if (before := old.column(after.name))]
    return any(
        not has_same_form(before, after) or before.codes != after.codes or before.is_required != after.is_required
        for before, after in pairs
    )


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
    return f"SELECT * FROM read_parquet({literal(path)}) WHERE _values IS NULL"


def sum_of_rows(parts: Sequence[Part]) -> int:
    return sum(part.rows for part in parts)
