"""A question to one table, whoever asks it and in whatever way: the API, a page, an export, the command line."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Operator(StrEnum):
    """How a column is compared with a value."""

    EQUAL = "eq"
    NOT_EQUAL = "ne"
    GREATER = "gt"
    GREATER_OR_EQUAL = "gte"
    LESS = "lt"
    LESS_OR_EQUAL = "lte"
    IN = "in"
    LIKE = "like"
    IS_NULL = "isnull"
    WITHIN = "within"
    BBOX = "bbox"
    NEAR = "near"


class AggregateFunction(StrEnum):
    """What is computed over the rows of a group."""

    COUNT = "count"
    COUNT_DISTINCT = "count_distinct"
    SUM = "sum"
    AVERAGE = "avg"
    MINIMUM = "min"
    MAXIMUM = "max"
    MEDIAN = "median"


@dataclass(frozen=True, slots=True)
class Condition:
    """A column compared with texts as they were typed; the planner reads them as the column's type.

    ``values`` has one text, for ``IN`` any number, for ``BBOX`` four numbers (west, south, east, north), for ``NEAR``
    three (longitude, latitude, metres), for ``WITHIN`` a geometry as GeoJSON or WKT.
    """

    column: str
    operator: Operator
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the conditions holds."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """One column of a sort order."""

    column: str
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One figure a group; ``column`` is empty for the number of rows. ``name`` is that of the answer's column."""

    function: AggregateFunction
    column: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of one table.

    Attributes:
        fields: the columns of the answer; empty for all that the reader may see.
        where: all of these hold.
        group: with it or with aggregates the answer has these columns and then the figures.
        limit: rows of one page; None for everything, as in exports.
        after: the place where the last page ended, as the planner wrote it; empty for the first page.
        as_of: the table as it was at that moment; None for now.
        is_counted: whether the number of all rows that match is wanted.
        facets: columns of which the commonest values among all rows that match are wanted, with how many have them.
    """

    fields: tuple[str, ...] = ()
    where: tuple[Condition | AnyOf, ...] = ()
    sort: tuple[Order, ...] = ()
    group: tuple[str, ...] = ()
    aggregates: tuple[Aggregate, ...] = ()
    limit: int | None = None
    after: str = ""
    as_of: datetime | None = None
    is_counted: bool = False
    facets: tuple[str, ...] = ()
