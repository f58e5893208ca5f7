"""In what order rows lie, so that readers who filter read little."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import TablePolicy

SMALL_TABLE_ROWS: Final = 20_000
"""A table of so few rows is one row group and a bit: order saves nothing, and the file's own is the friendliest."""
FEW_VALUES: Final = 1000
MOST_CATEGORIES: Final = 2
CATEGORY_TYPES: Final = {ColumnType.TEXT, ColumnType.INTEGER, ColumnType.BOOLEAN}
MOMENT_TYPES: Final = {ColumnType.DATE, ColumnType.TIMESTAMP}


@dataclass(frozen=True, slots=True)
class Described:
    """A column, and about how many different values it has: -1 when nearly all differ."""

    name: str
    type: ColumnType
    distinct: int


def choose_sort(columns: Sequence[Described], *, rows: int) -> tuple[str, ...]:
    """The columns by which rows are put in order: places, else categories and then the first date."""
    if rows <= SMALL_TABLE_ROWS:
        return ()
    places = [column.name for column in columns if column.type is ColumnType.GEOMETRY]
    if places:
        return (places[0],)
    few = [
        column
        for column in columns
        if column.type in CATEGORY_TYPES and 1 < column.distinct <= min(FEW_VALUES, rows // 100)
    ]
    few.sort(key=lambda column: (column.type is not ColumnType.TEXT, column.distinct))
    # A table of many rows with one value each way, like true and false, is not worth a place of its own.
    categories = [column.name for column in few if column.distinct > 2][:MOST_CATEGORIES]
    moments = [column.name for column in columns if column.type in MOMENT_TYPES and column.distinct not in {0, 1}]
    return (*categories[: 1 if moments else MOST_CATEGORIES], *moments[:1])


def is_order_secret(policy: TablePolicy) -> bool:
    """Whether the order of rows could tell of what some readers may not see."""
    return bool(policy.columns or policy.row_rules or policy.mandatory_filters)
