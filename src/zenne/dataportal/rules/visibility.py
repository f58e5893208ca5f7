"""What one reader sees of a table, as far as its description goes. ``query`` does the same for its rows."""

from dataclasses import dataclass

from zenne.dataportal.rules.columns import Column, ColumnType, TableDefinition
from zenne.dataportal.rules.policies import Coarser, Reader, TablePolicy


@dataclass(frozen=True, slots=True)
class VisibleColumn:
    """A column that the reader sees. ``coarser`` says how it is coarsened; None when the values are as they are.

    ``is_searchable``: whether the reader may also filter and sort by it.
    """

    column: Column
    coarser: Coarser | None
    is_searchable: bool


def visible_columns(definition: TableDefinition, policy: TablePolicy, reader: Reader) -> tuple[VisibleColumn, ...]:
    """The columns that exist for a reader, in the order of the table."""
    found = []
    for column in definition.columns:
        of_column = policy.of(column.name)
        is_plain = reader.meets(of_column.need)
        coarser = None if is_plain else next((each for each in of_column.coarser if reader.meets(each.need)), None)
        if is_plain or coarser is not None:
            found.append(VisibleColumn(column, coarser, reader.meets(of_column.search)))
    return tuple(found)


def sees_all_rows(policy: TablePolicy, reader: Reader) -> bool:
    """Whether the number of rows of the table says nothing about rows that the reader may not see."""
    return all(reader.meets(rule.need) for rule in policy.row_rules) and all(
        reader.meets(needed.unless) for needed in policy.mandatory_filters
    )


def has_geometry(columns: tuple[VisibleColumn, ...]) -> bool:
    """Whether the reader sees a place in each row."""
    return any(each.column.type is ColumnType.GEOMETRY for each in columns)
