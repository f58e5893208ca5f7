"""The commonest values of a column, and how many rows have them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zenne.dataportal.query.encoding import for_json
from zenne.dataportal.query.plan import Output, Plan

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_VALUES: Final = 20
COUNT: Final = '"count of rows"'
"""A name that no column can have."""


@dataclass(frozen=True, slots=True)
class Common:
    """A value as JSON, ``null`` for none, and how many rows have it."""

    value: str
    count: int


def commonest(column: Output, plan: Plan, cursor: "DuckDBPyConnection") -> list[Common]:
    """The values that most rows of a plan have, the most frequent first; of equally many the least first."""
    groups = (
        f"SELECT {column.sql}, count(*) AS {COUNT} FROM ({plan.relation}) GROUP BY 1 "
        f"ORDER BY 2 DESC, 1 ASC NULLS LAST LIMIT {MOST_VALUES}"
    )
    value = f"coalesce(CAST(to_json({for_json(column)}) AS VARCHAR), 'null')"
    statement = f"SELECT {value}, {COUNT} FROM ({groups}) ORDER BY {COUNT} DESC, {column.sql} ASC NULLS LAST"
    return [Common(*row) for row in cursor.execute(statement, plan.parameters.values).fetchall()]
