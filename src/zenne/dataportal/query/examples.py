"""A few values of each column, as one reader sees them."""

from typing import Final

from zenne.dataportal.models import Version
from zenne.dataportal.query.run import answering
from zenne.dataportal.query.source import source_of
from zenne.dataportal.query.view import Seen, view_for
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import Reader

ROWS_LOOKED_AT: Final = 500
EXAMPLES: Final = 3
LONGEST: Final = 80


def examples_of(version: Version, reader: Reader) -> dict[str, list[str]]:
    """Up to three different values of each column that the reader sees, from the first rows.

    None at all where rows are only for those who name an exact value.

    Raises:
        NotAnswered: the engine gave up.
    """
    view = view_for(reader, source_of(version))
    if view.asks_for or not view.columns:
        return {}
    chosen = ", ".join(f"list_slice(list(DISTINCT {text_of(seen)}), 1, {EXAMPLES})" for seen in view.columns.values())
    names = ", ".join(seen.sql for seen in view.columns.values())
    statement = f"SELECT {chosen} FROM (SELECT {names} FROM {view.sql} LIMIT {ROWS_LOOKED_AT})"
    with answering() as cursor:
        found = cursor.execute(statement, view.parameters.values).fetchone()
    lists = found or [None] * len(view.columns)
    return {
        name: sorted(each for each in values or () if each) for name, values in zip(view.columns, lists, strict=True)
    }


def text_of(seen: Seen) -> str:
    value = f"ST_AsText(ST_GeomFromWKB({seen.sql}))" if seen.type is ColumnType.GEOMETRY else seen.sql
    return f"left(CAST({value} AS VARCHAR), {LONGEST})"
