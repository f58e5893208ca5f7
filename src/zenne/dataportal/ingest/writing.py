"""Checked rows into the files of a table: in an order that serves readers and tells nothing."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from zenne.dataportal.ingest.fitting import DUPLICATE, Incoming, checked, quarantined, rows_of
from zenne.dataportal.ingest.reasons import Reason
from zenne.dataportal.ingest.staging import FIRST_PART, LINE, QUARANTINE_COLUMNS, ROWS_AT_ONCE, Stage
from zenne.dataportal.models import Table
from zenne.dataportal.rules.columns import ROW, ColumnType, TableDefinition
from zenne.dataportal.rules.layout import is_order_secret
from zenne.dataportal.rules.manifests import Part
from zenne.dataportal.storage.engine import arrow_module as arrow
from zenne.dataportal.storage.names import literal, quoted
from zenne.dataportal.storage.parts import paths_of, write_part

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


MOST_RANKS: Final = 2000


@dataclass(frozen=True, slots=True)
class Written:
    """The rows that fit, and a question for those that do not.

    Attributes:
        misfits: how many do not fit.
        bad_rows: what stands after FROM to have those as they came in, when there are any.
        quarantine: the question, in the columns of the quarantine.
    """

    part: Part | None
    misfits: int
    bad_rows: str
    quarantine: str


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes into the files of one table."""

    engine: "DuckDBPyConnection"
    table: Table
    definition: TableDefinition

    def write(self, incoming: Incoming, *, rows: int, after_row: int, beside: Sequence[Part] = ()) -> Written:
        """Write those of ``rows`` incoming rows that fit.

        Args:
            after_row: the greatest number that a row of the table has already.
            beside: parts whose keys are taken.
        """
        # The question for the quarantine is asked later, when these tables must still be those of this call.
        turn = secrets.token_hex(4)
        question = checked(incoming, self.definition)
        if self.definition.key:
            question = self.without_duplicates(incoming, question, beside, turn)
        part = write_part(self.engine, self.table, self.in_order(incoming, question, after_row))
        misfits = rows - (part.rows if part else 0)
        if misfits and part:
            incoming = self.only_bad(incoming, self.lines_of(part, question, after_row), turn)
        question = self.marked(checked(incoming, self.definition), turn)
        return Written(part, misfits, incoming.source, quarantined(incoming, question, self.definition.key))

    def only_bad(self, incoming: Incoming, good_lines: str, turn: str) -> Incoming:
        """Those of the rows of which the line is not among the good ones, in a table of their own."""
        all_lines = (
            incoming.all_lines()
            if incoming.all_lines
            else lines_in(self.engine, f"SELECT {incoming.line} FROM {incoming.source}")
        )
        lines = lines_but(all_lines, lines_in(self.engine, good_lines))
        self.engine.register(f"bad_lines_{turn}", arrow().Table.from_arrays([lines], [LINE]))
        rows = f"{incoming.source} WHERE {incoming.line} IN (SELECT line FROM bad_lines_{turn})"
        if incoming.rows_at:
            self.engine.register(f"bad_rows_{turn}", incoming.rows_at(lines))
            rows = f"bad_rows_{turn}"
        self.engine.execute(f"CREATE TEMP TABLE bad_{turn} AS SELECT * FROM {rows}")
        return replace(incoming, source=f"bad_{turn}")

    def lines_of(self, part: Part, question: str, after_row: int) -> str:
        """A question for the lines of the rows that were written."""
        if is_order_secret(self.table.policy):
            return f"SELECT line FROM ({question}) WHERE bad IS NULL"
        (path,) = paths_of(self.table, [part])
        return f"SELECT {quoted(ROW)} - {after_row:d} FROM read_parquet({literal(path)})"

    def without_duplicates(self, incoming: Incoming, question: str, beside: Sequence[Part], turn: str) -> str:
        """The question with rows marked whose key an earlier row has, or a row of the parts beside."""
        columns = {each.column.name: f"v{n}" for n, each in enumerate(incoming.given)}
        key = ", ".join(columns[name] for name in self.definition.key)
        self.engine.execute(
            f"CREATE TEMP TABLE duplicates_{turn} AS SELECT line FROM (SELECT line, row_number() "
            f"OVER (PARTITION BY {key} ORDER BY line) AS place FROM ({question}) WHERE bad IS NULL) WHERE place > 1"
        )
        if beside:
            same = " AND ".join(f"old.{quoted(name)} = new.{columns[name]}" for name in self.definition.key)
            self.engine.execute(
                f"INSERT INTO duplicates_{turn} SELECT new.line FROM ({question}) new SEMI JOIN "
                f"(SELECT {', '.join(map(quoted, self.definition.key))} FROM read_parquet(?)) old ON {same} "
                f"WHERE new.bad IS NULL",
                [paths_of(self.table, beside)],
            )
        return self.marked(question, turn)

    def marked(self, question: str, turn: str) -> str:
        """The question with rows marked that have the key of another one."""
        if not self.definition.key:
            return question
        return (
            f"SELECT * REPLACE (CASE WHEN bad IS NULL AND line IN (SELECT line FROM duplicates_{turn}) "
            f"THEN {DUPLICATE} ELSE bad END AS bad) FROM ({question})"
        )

    def in_order(self, incoming: Incoming, question: str, after_row: int) -> str:
        """The rows that fit, numbered and in order."""
        values = rows_of(incoming)
        if is_order_secret(self.table.policy):
            # A key that nobody keeps: the order, and with it the numbers, tell neither values nor places in the file.
            shuffled = f"md5({literal(secrets.token_hex(32))} || line)"
            numbered = f"row_number() OVER (ORDER BY {shuffled})"
            return as_texts(
                incoming,
                f"SELECT {after_row:d} + {numbered} AS {quoted(ROW)}, {values} FROM ({question}) WHERE bad IS NULL "
                f"ORDER BY 1",
            )
        order = ", ".join(self.sort_order(incoming, question))
        return as_texts(
            incoming,
            f"SELECT {after_row:d} + line AS {quoted(ROW)}, {values} FROM ({question}) WHERE bad IS NULL "
            f"{f'ORDER BY {order}' if order else ''}",
        )

    def sort_order(self, incoming: Incoming, question: str) -> list[str]:
        by_name = {each.column.name: n for n, each in enumerate(incoming.given)}
        return [self.key_of(by_name[name], incoming, question) for name in self.definition.sort if name in by_name]

    def key_of(self, n: int, incoming: Incoming, question: str) -> str:
        """By what rows are put in the order of a column."""
        match incoming.given[n].column.type:
            case ColumnType.GEOMETRY:
                return self.along_curve(f"v{n}", question)
            case ColumnType.TEXT:
                is_ranked = incoming.given[n].column.name in incoming.kinds
                return f"v{n}" if is_ranked else self.ranked(n, incoming)
            case _:
                return f"v{n}"

    def ranked(self, n: int, incoming: Incoming) -> str:
        """Texts by their ranks, which are much faster put in order; the texts themselves where there are many.

        Those that a sample did not have come last, all together: they are few, and lie in few groups of rows.
        """
        text, source = incoming.given[n].text, incoming.sample or incoming.source
        different = self.engine.execute(
            f"SELECT DISTINCT {text} FROM {source} WHERE {text} IS NOT NULL ORDER BY 1 LIMIT {MOST_RANKS + 1}"
        ).fetchall()
        values = ", ".join(literal(value) for (value,) in different)
        return f"TRY_CAST(v{n} AS ENUM({values}))" if 0 < len(different) <= MOST_RANKS else f"v{n}"

    def along_curve(self, place: str, question: str) -> str:
        """Places near each other lie near each other: the order of Hilbert's curve over their extent."""
        bounds = bounds_of(self.engine, f"({question})", place, where="bad IS NULL")
        if bounds is None:
            return "1::UINTEGER"
        west, south, east, north = bounds
        extent = f"{{'min_x': {west!r}, 'min_y': {south!r}, 'max_x': {east!r}, 'max_y': {north!r}}}::BOX_2D"
        return f"CASE WHEN ST_IsEmpty({place}) THEN NULL ELSE ST_Hilbert(ST_Centroid({place}), {extent}) END"


def as_texts(incoming: Incoming, question: str) -> str:
    """The question with texts for what only had the numbers of texts while rows were put in order."""
    texts = ", ".join(f"CAST({quoted(name)} AS VARCHAR) AS {quoted(name)}" for name in incoming.kinds)
    return f"SELECT * REPLACE ({texts}) FROM ({question})" if texts else question


def lines_but(all_lines: Iterable[Any], good_lines: Iterable[Any]) -> Any:
    """The lines that are not among the good ones, as an Arrow array in order. A byte is taken for each line."""
    is_left = np.zeros(1, dtype=bool)
    for numbers in filter(len, map(as_numbers, all_lines)):
        more = int(numbers.max()) + 1 - len(is_left)
        if more > 0:
            is_left = np.concatenate([is_left, np.zeros(max(more, len(is_left)), dtype=bool)])
        is_left[numbers] = True
    for numbers in map(as_numbers, good_lines):
        is_left[numbers] = False
    return arrow().array(np.flatnonzero(is_left))


def lines_in(engine: "DuckDBPyConnection", question: str) -> Iterator[Any]:
    """The lines of a question, in Arrow arrays. Asked when the first is wanted: an engine answers one at a time."""
    for batch in engine.execute(question).to_arrow_reader(ROWS_AT_ONCE):
        yield batch.column(0)


def as_numbers(lines: Any) -> NDArray[np.int64]:
    numbers: NDArray[np.int64] = lines.to_numpy()
    return numbers


def bounds_of(
    engine: "DuckDBPyConnection", source: str, place: str, *, where: str = "true"
) -> tuple[float, float, float, float] | None:
    """West, south, east and north of places; None when there are none."""
    sides = f"min(ST_XMin({place})), min(ST_YMin({place})), max(ST_XMax({place})), max(ST_YMax({place}))"
    found = engine.execute(f"SELECT {sides} FROM {source} WHERE {where}").fetchone()
    if not found or any(each is None or not isfinite(each) for each in found):
        return None
    west, south, east, north = map(float, found)
    return west, south, east, north


CONTINUED: Final = f"coalesce(reason = '{Reason.TOO_LONG}' AND value > '{FIRST_PART}', false)"
"""Which rows of a quarantine are further parts of a line. They stand behind all others: pages do not meet them."""


def write_quarantine(
    engine: "DuckDBPyConnection", table: Table, stage: Stage | None, questions: Sequence[str], kept: Part | None = None
) -> Part | None:
    """The file of rows that do not fit: those of the questions, of the stage, and those kept from before."""
    columns = ", ".join(map(quoted, QUARANTINE_COLUMNS))
    sources = [f"SELECT {columns} FROM ({question})" for question in questions]
    if stage is not None and stage.bad:
        sources.append(f"SELECT {columns} FROM read_parquet({literal(str(stage.bad_path))})")
    order = f"ORDER BY {CONTINUED}, line, value"
    together = f"SELECT {columns} FROM ({' UNION ALL '.join(sources)}) {order}" if sources else ""
    if kept is not None:
        (path,) = paths_of(table, [kept])
        before = f"SELECT {columns} FROM {rows_in_quarantine(path)}"
        together = f"({before}) UNION ALL ({together})" if together else before
        if kept.continued:
            numbered = f"SELECT *, row_number() OVER () AS place FROM ({together})"
            together = f"SELECT {columns} FROM ({numbered}) ORDER BY {CONTINUED}, place"
    part = write_part(engine, table, together) if together else None
    return with_continued(engine, table, part) if part else None


def with_continued(engine: "DuckDBPyConnection", table: Table, part: Part) -> Part:
    """The part with the number of its rows that only go on with others."""
    question = f"SELECT count(*) FROM read_parquet(?) WHERE {CONTINUED}"
    found = engine.execute(question, paths_of(table, [part])).fetchone()
    continued = int(found[0]) if found else 0
    return replace(part, rows=part.rows - continued, continued=continued)


def rows_in_quarantine(path: str) -> str:
    """What stands after FROM to have the rows of a quarantine, also of one from before lines had a layout."""
    return f"(FROM read_parquet({literal(path)}) UNION ALL BY NAME SELECT NULL::VARCHAR AS _layout WHERE false)"


def commonest_reason(engine: "DuckDBPyConnection", table: Table, quarantine: Part) -> Reason:
    """Why most of the rows in a quarantine are there."""
    found = engine.execute(
        f"SELECT reason FROM read_parquet(?) WHERE NOT {CONTINUED} "
        "GROUP BY reason ORDER BY count(*) DESC, reason LIMIT 1",
        paths_of(table, [quarantine]),
    ).fetchone()
    return Reason(found[0] if found else Reason.WRONG_TYPE)
