"""What is in each column, as far as one reader sees it: how many values, how many different ones, which are common."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from zenne.dataportal.query.encoding import for_json
from zenne.dataportal.query.errors import NotAnswered, TookTooLong, TooMuch
from zenne.dataportal.query.facets import COUNT, Common
from zenne.dataportal.query.plan import UNORDERED, Output, output
from zenne.dataportal.query.run import answering
from zenne.dataportal.query.statements import quoted
from zenne.dataportal.query.view import View
from zenne.dataportal.rules.columns import ColumnType

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_COLUMNS: Final = 200
FEW_VALUES: Final = 5_000
"""About so many different values are counted one by one; of more, it is estimated how many there are."""
COMMON_VALUES: Final = 5
LONGEST_COMMON: Final = 200
DIFFERENT: Final = '"different values"'
"""A name that no column can have."""
MEASURED: Final = frozenset(ColumnType) - {ColumnType.TEXT, ColumnType.BOOLEAN, *UNORDERED}
"""Types whose least and greatest value say something."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is in a column.

    Attributes:
        values: how many rows have a value.
        distinct: how many different values there are; None for those that are not compared.
        is_exact: whether ``distinct`` was counted and not estimated.
        least, greatest: as JSON; None where there is none, or where it says nothing.
        common: the values that most rows have; none where there are too many different ones, or long texts.
    """

    values: int
    distinct: int | None = None
    is_exact: bool = True
    least: str | None = None
    greatest: str | None = None
    common: tuple[Common, ...] = ()


@dataclass(frozen=True)
class Measured:
    """A view whose columns are measured; two with the same statement and types are the same: files never change."""

    view: View = field(compare=False)
    sql: str
    values: tuple[tuple[str, object], ...]
    columns: tuple[tuple[str, ColumnType, bool], ...]

    @classmethod
    def of(cls, view: View) -> "Measured":
        columns = tuple((seen.name, seen.type, seen.is_searchable) for seen in view.columns.values())
        return cls(view, view.sql, tuple(sorted(view.parameters.values.items())), columns)


def statistics_of(view: View) -> dict[str, Statistics]:
    """The statistics of the columns by which a reader may search; none where rows are only given on request.

    None either where they cannot be counted: what a table is can be said without them.
    """
    if view.asks_for:
        return {}
    try:
        return kept_statistics(Measured.of(view))
    except NotAnswered:
        return {}


@lru_cache(maxsize=500)
def kept_statistics(measured: Measured) -> dict[str, Statistics]:
    """What was counted once. What takes too much takes too much again: that is kept as well."""
    try:
        return counted(measured.view)
    except (TookTooLong, TooMuch):
        return {}


def counted(view: View) -> dict[str, Statistics]:
    searchable = (seen for seen in view.columns.values() if seen.is_searchable)
    columns = [output(seen) for seen in islice(searchable, MOST_COLUMNS)]
    if not columns:
        return {}
    with answering() as cursor:
        found = figures(columns, view, cursor)
        return {
            column.name: with_common(of_column, column, view, cursor) if longest <= LONGEST_COMMON else of_column
            for column, (of_column, longest) in zip(columns, found, strict=True)
        }


def figures(columns: Sequence[Output], view: View, cursor: "DuckDBPyConnection") -> list[tuple[Statistics, int]]:
    """The figures of all columns in one reading of the rows, each with the length of its longest text."""
    inner = [sql for number, column in enumerate(columns) for sql in figures_sql(column, number)]
    outer = [sql for number, column in enumerate(columns) for sql in shown_sql(column, number)]
    statement = f"SELECT {', '.join(outer)} FROM (SELECT {', '.join(inner)} FROM {view.sql})"
    row = cursor.execute(statement, view.parameters.values).fetchone() or ()
    parts = [row[place : place + 5] for place in range(0, len(row), 5)]
    return [
        (Statistics(values, limited(distinct, values), distinct == 0, least, greatest), longest or 0)
        for values, distinct, least, greatest, longest in parts
    ]


def limited(distinct: int | None, values: int) -> int | None:
    """An estimate that is not more than there can be."""
    return None if distinct is None else min(distinct, values)


def figures_sql(column: Output, number: int) -> list[str]:
    distinct = "NULL" if column.type in UNORDERED else f"approx_count_distinct({column.sql})"
    longest = f"max(length({column.sql}))" if column.type is ColumnType.TEXT else "0"
    bounds = (f"min({column.sql})", f"max({column.sql})") if column.type in MEASURED else ("NULL", "NULL")
    made = (f"count({column.sql})", distinct, *bounds, longest)
    return [f"{sql} AS {quoted(f'{name}{number}')}" for name, sql in zip("ndlgt", made, strict=True)]


def shown_sql(column: Output, number: int) -> list[str]:
    bounds = [json_of(f"{name}{number}", column) if column.type in MEASURED else "NULL" for name in "lg"]
    return [quoted(f"n{number}"), quoted(f"d{number}"), *bounds, quoted(f"t{number}")]


def json_of(name: str, column: Output) -> str:
    """The value of a column under another name, as JSON."""
    return f"CAST(to_json({for_json(Output(name, column.type, column.stored))}) AS VARCHAR)"


def with_common(found: Statistics, column: Output, view: View, cursor: "DuckDBPyConnection") -> Statistics:
    """The statistics with the commonest values, and the number of different ones counted, where there are few."""
    if not found.distinct or found.distinct > FEW_VALUES:
        return found
    groups = (
        f"SELECT {column.sql}, count(*) AS {COUNT}, count(*) OVER () AS {DIFFERENT} FROM {view.sql} "
        f"WHERE {column.sql} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {COMMON_VALUES}"
    )
    statement = (
        f"SELECT coalesce({json_of(column.name, column)}, 'null'), {COUNT}, {DIFFERENT} FROM ({groups}) "
        f"ORDER BY 2 DESC, {column.sql}"
    )
    rows = cursor.execute(statement, view.parameters.values).fetchall()
    common = tuple(Common(value, count) for value, count, _ in rows)
    return Statistics(found.values, rows[0][2], True, found.least, found.greatest, common)
