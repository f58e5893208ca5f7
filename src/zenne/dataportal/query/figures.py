"""Figures over the rows of a group."""

from typing import Final

from zenne.dataportal.query.conditions import searched
from zenne.dataportal.query.view import Seen, View
from zenne.dataportal.rules.columns import NUMBERS, STORED_AS, ColumnType
from zenne.dataportal.rules.parameters import WrongParameter
from zenne.dataportal.rules.questions import Aggregate, AggregateFunction

ORDERED: Final = frozenset(ColumnType) - {ColumnType.GEOMETRY, ColumnType.JSON}
FITS: Final = {
    AggregateFunction.COUNT: frozenset(ColumnType),
    AggregateFunction.COUNT_DISTINCT: ORDERED,
    AggregateFunction.SUM: NUMBERS,
    AggregateFunction.AVERAGE: NUMBERS,
    AggregateFunction.MEDIAN: NUMBERS,
    AggregateFunction.MINIMUM: ORDERED,
    AggregateFunction.MAXIMUM: ORDERED,
}
Figure = tuple[str, ColumnType, str]


def figure_of(aggregate: Aggregate, view: View) -> Figure:
    """The expression of a figure, its type, and its type in the engine.

    Raises:
        WrongParameter: the column does not exist in the view or cannot be searched, or has no such figure.
    """
    if not aggregate.column:
        return "count(*)", ColumnType.INTEGER, "BIGINT"
    seen = searched(aggregate.column, "_agg", view)
    if seen.type not in FITS[aggregate.function]:
        functions = ", ".join(f"{each}()" for each in AggregateFunction if seen.type in FITS[each])
        raise WrongParameter("figure-of-another-type", "_agg", figure=aggregate.name, functions=functions)
    return MADE[aggregate.function](seen)


def count(seen: Seen) -> Figure:
    return f"count({seen.sql})", ColumnType.INTEGER, "BIGINT"


def count_distinct(seen: Seen) -> Figure:
    return f"count(DISTINCT {seen.sql})", ColumnType.INTEGER, "BIGINT"


def total(seen: Seen) -> Figure:
    if seen.type is ColumnType.INTEGER:
        return f"CAST(sum({seen.sql}) AS DECIMAL(38, 0))", ColumnType.INTEGER, "DECIMAL(38, 0)"
    return steady(f"fsum({seen.sql})")


def average(seen: Seen) -> Figure:
    return steady(f"favg({seen.sql})")


def median(seen: Seen) -> Figure:
    return steady(f"median({seen.sql})")


def least(seen: Seen) -> Figure:
    return f"min({seen.sql})", seen.type, STORED_AS[seen.type]


def greatest(seen: Seen) -> Figure:
    return f"max({seen.sql})", seen.type, STORED_AS[seen.type]


def steady(sql: str) -> Figure:
    """A number in 15 digits. The order in which rows are added changes the digits behind, and that order is chance."""
    return f"CAST(printf('%.15g', {sql}) AS DOUBLE)", ColumnType.NUMBER, "DOUBLE"


MADE: Final = {
    AggregateFunction.COUNT: count,
    AggregateFunction.COUNT_DISTINCT: count_distinct,
    AggregateFunction.SUM: total,
    AggregateFunction.AVERAGE: average,
    AggregateFunction.MEDIAN: median,
    AggregateFunction.MINIMUM: least,
    AggregateFunction.MAXIMUM: greatest,
}
