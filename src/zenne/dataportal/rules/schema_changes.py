"""What differs between two schemas of a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from zenne.dataportal.rules.columns import Column, TableDefinition

FIELDS: Final = (
    "type", "format", "title", "description", "unit", "codes", "refers_to", "crs", "is_required",
)  # fmt: skip
"""What of a column can differ, but for its name."""


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """One difference. ``what`` is a field of ``Column``, or ``name``, ``added``, ``removed``, ``key``, ``sort``."""

    column: str
    what: str
    before: object = ""
    after: object = ""


def changes_between(old: TableDefinition, new: TableDefinition) -> list[SchemaChange]:
    """The differences, column by column. A column keeps its place when it gets another name."""
    renamed = renamed_between(old, new)
    changes: list[SchemaChange] = []
    for column in new.columns:
        name = renamed.get(column.name, column.name)
        was = old.column(name)
        changes.extend(changes_of(was, column) if was else [SchemaChange(column.name, "added")])
    gone = old.names - {renamed.get(name, name) for name in new.names}
    changes.extend(SchemaChange(column.name, "removed") for column in old.columns if column.name in gone)
    changes.extend(changes_of_table(old, new, renamed))
    return changes


def renamed_between(old: TableDefinition, new: TableDefinition) -> dict[str, str]:
    """For columns that stand where one of another name stood, and come from the same column of files: the old name."""
    return {
        column.name: was.name
        for was, column in zip(old.columns, new.columns, strict=False)
        if column.name != was.name and (column.source or column.name) == (was.source or was.name)
    }


def changes_of(was: Column, column: Column) -> Iterator[SchemaChange]:
    if was.name != column.name:
        yield SchemaChange(column.name, "name", was.name, column.name)
    for what in FIELDS:
        before, after = getattr(was, what), getattr(column, what)
        if before != after:
            yield SchemaChange(column.name, what, before, after)


def changes_of_table(old: TableDefinition, new: TableDefinition, renamed: dict[str, str]) -> Iterator[SchemaChange]:
    now_called = {before: name for name, before in renamed.items()}
    for what, before, after in (("key", old.key, new.key), ("sort", old.sort, new.sort)):
        if tuple(now_called.get(name, name) for name in before) != after:
            yield SchemaChange("", what, before, after)
