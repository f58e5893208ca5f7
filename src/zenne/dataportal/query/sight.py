"""What a reader sees of a table, for those who say so: made by the planner itself, not told again beside it."""

from dataclasses import dataclass, replace

from zenne.dataportal.models import Version
from zenne.dataportal.query.source import source_of
from zenne.dataportal.query.view import View, view_for
from zenne.dataportal.rules.columns import Column
from zenne.dataportal.rules.policies import Coarser, Reader, RowRule, TablePolicy


@dataclass(frozen=True, slots=True)
class SightOfColumn:
    """A column for one reader. ``coarser`` says how, where the values are not seen as they are.

    ``is_listed``: where it is hidden, they read that it is there.
    """

    column: Column
    is_hidden: bool
    is_searchable: bool
    coarser: Coarser | None
    is_listed: bool = False

    @property
    def is_plain(self) -> bool:
        return not self.is_hidden and self.coarser is None


@dataclass(frozen=True, slots=True)
class Sight:
    """What one reader sees.

    Attributes:
        knows_table: whether the reader knows that the table is there; if not, there is nothing else to see.
        sees_table_listing: whether they see that the table exists, and why it is not for them.
        sees_listing: whether they see that its data set exists, and why it is not for them.
        hidden_rows: the rules by which there are rows that they do not see.
        asks_for: columns of which they must say an exact value, for each rule.
        is_closed: whether they can never say what a rule asks for.
    """

    knows_table: bool
    sees_listing: bool
    sees_table_listing: bool
    columns: tuple[SightOfColumn, ...]
    hidden_rows: tuple[RowRule, ...]
    asks_for: tuple[tuple[str, ...], ...]
    is_closed: bool

    @property
    def plain(self) -> int:
        return sum(each.is_plain for each in self.columns)

    @property
    def plain_names(self) -> list[str]:
        """The columns that they see as they are and may search by."""
        return [each.column.name for each in self.columns if each.is_plain and each.is_searchable]

    @property
    def changed(self) -> list[SightOfColumn]:
        """All others."""
        return [each for each in self.columns if not (each.is_plain and each.is_searchable)]

    @property
    def coarse(self) -> int:
        return sum(each.coarser is not None for each in self.columns)

    @property
    def hidden(self) -> int:
        return sum(each.is_hidden for each in self.columns)


def sight_of(version: Version, reader: Reader, policy: TablePolicy) -> Sight:
    """What a reader sees of a version if this were the policy of its table."""
    dataset = version.table.dataset
    view = view_for(reader, replace(source_of(version), policy=policy))
    knows_dataset = reader.meets(dataset.need)
    return Sight(
        knows_table=knows_dataset and reader.meets(policy.need),
        sees_table_listing=knows_dataset and policy.is_listed,
        sees_listing=not knows_dataset and dataset.is_listed,
        columns=tuple(sight_of_column(each, view, policy) for each in version.schema.definition.columns),
        hidden_rows=tuple(rule for rule in policy.row_rules if not reader.meets(rule.need)),
        asks_for=view.asks_for,
        is_closed=view.is_closed,
    )


def sight_of_column(column: Column, view: View, policy: TablePolicy) -> SightOfColumn:
    seen = view.columns.get(column.name)
    if seen is None:
        return SightOfColumn(
            column, is_hidden=True, is_searchable=False, coarser=None, is_listed=policy.of(column.name).is_listed
        )
    return SightOfColumn(column, is_hidden=False, is_searchable=seen.is_searchable, coarser=seen.coarser)
