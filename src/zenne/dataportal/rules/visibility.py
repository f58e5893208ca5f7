"""What one reader sees of a table: which columns, how exactly, and whether all rows. The planner asks here too."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from zenne.core.languages.public import Translated
from zenne.dataportal.rules.columns import UNSAID, Column, ColumnType, TableDefinition
from zenne.dataportal.rules.policies import Coarsening, Coarser, ColumnPolicy, Reader, TablePolicy
from zenne.dataportal.rules.protection import FITTING, STEPPED


@dataclass(frozen=True, slots=True)
class VisibleColumn:
    """A column that the reader sees. ``coarser`` says how it is coarsened; None when the values are as they are.

    ``is_searchable``: whether the reader may also filter and sort by it. ``reason``: why not, or why it is coarser,
    where the column has a reason of its own.
    """

    column: Column
    coarser: Coarser | None
    is_searchable: bool
    reason: Translated = UNSAID

    @property
    def is_open(self) -> bool:
        """Whether nothing of it is kept from the reader."""
        return self.coarser is None and self.is_searchable

    @property
    def is_place(self) -> bool:
        """Whether what the reader sees of it are places."""
        is_still_one = self.coarser is None or self.coarser.how is Coarsening.ROUNDED
        return self.column.type is ColumnType.GEOMETRY and is_still_one


def visible_columns(definition: TableDefinition, policy: TablePolicy, reader: Reader) -> tuple[VisibleColumn, ...]:
    """The columns that exist for a reader, in the order of the table."""
    found = (visible(column, policy.of(column.name), reader) for column in definition.columns)
    return tuple(each for each in found if each is not None)


def visible(column: Column, policy: ColumnPolicy, reader: Reader) -> VisibleColumn | None:
    """A column as a reader sees it; None when the reader sees nothing of it."""
    is_searchable = reader.meets(policy.search)
    if reader.meets(policy.need):
        return VisibleColumn(column, None, is_searchable, UNSAID if is_searchable else policy.reason)
    rule = next((each for each in policy.coarser if reader.meets(each.need)), None)
    if rule is None or not can_be_made(rule, column.type):
        return None
    return VisibleColumn(column, rule, is_searchable, policy.reason)


def can_be_made(rule: Coarser, kind: ColumnType) -> bool:
    """Whether a rule fits the type of its column. Where it does not, there is nothing to see."""
    return kind in FITTING[rule.how] and (rule.step > 0 or rule.how not in STEPPED)


def sees_all_rows(policy: TablePolicy, reader: Reader) -> bool:
    """Whether the number of rows of the table says nothing about rows that the reader may not see."""
    return all(reader.meets(rule.need) for rule in policy.row_rules) and may_ask_for_all(policy, reader)


@dataclass(frozen=True, slots=True)
class ClosedColumn:
    """A column of which the reader sees nothing but that it is there, and why."""

    column: Column
    reason: Translated


def listed_columns(
    definition: TableDefinition, policy: TablePolicy, visible: Collection[str]
) -> tuple[ClosedColumn, ...]:
    """The columns of which a reader sees nothing but that they are there."""
    closed = (each for each in definition.columns if each.name not in visible and policy.of(each.name).is_listed)
    return tuple(ClosedColumn(each, policy.of(each.name).reason or policy.reason) for each in closed)


def reasons_of_rows(policy: TablePolicy, reader: Reader) -> tuple[Translated, ...]:
    """Why there may be rows that the reader does not see, or only by saying which: each reason of its own."""
    hidden = [rule.reason for rule in policy.row_rules if not reader.meets(rule.need)]
    asked_for = [needed.reason for needed in policy.mandatory_filters if not reader.meets(needed.unless)]
    return tuple(dict.fromkeys(filter(None, hidden + asked_for)))


def sees_all_values(definition: TableDefinition, columns: Sequence[VisibleColumn]) -> bool:
    """Whether these are all columns of the table, each with its values as they are."""
    return len(columns) == len(definition.columns) and not any(each.coarser for each in columns)


def may_ask_for_all(policy: TablePolicy, reader: Reader) -> bool:
    """Whether the reader need not name a value to get rows."""
    return all(reader.meets(needed.unless) for needed in policy.mandatory_filters)


def has_geometry(columns: Iterable[VisibleColumn]) -> bool:
    """Whether the reader sees a place in each row."""
    return any(each.is_place for each in columns)
