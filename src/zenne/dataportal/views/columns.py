"""The columns of a table on its page: what they mean, and what is in them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from zenne.dataportal.queries import KnownTable, column_exists
from zenne.dataportal.query.statistics import Statistics, statistics_of
from zenne.dataportal.query.view import View
from zenne.dataportal.rules.cells import Cell, cell
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import Reader
from zenne.dataportal.rules.visibility import VisibleColumn


@dataclass(frozen=True, slots=True)
class ShownStatistics:
    """What is in a column; ``least`` and ``greatest`` are None where they say nothing."""

    found: Statistics
    least: Cell | None
    greatest: Cell | None
    common: tuple[tuple[Cell, int], ...]


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column. ``reference``: the page of the table that its values come from; empty where the reader knows none."""

    visible: VisibleColumn
    reference: str
    statistics: ShownStatistics | None


def shown_columns(table: KnownTable, view: View | None, reader: Reader) -> list[ShownColumn]:
    """The columns of a table as its reader sees them."""
    statistics = statistics_of(view) if view else {}
    return [ShownColumn(each, reference_of(each, reader), shown(each, view, statistics)) for each in table.columns]


def shown(visible: VisibleColumn, view: View | None, statistics: Mapping[str, Statistics]) -> ShownStatistics | None:
    found = statistics.get(visible.column.name)
    if view is None or found is None:
        return None
    kind = view.columns[visible.column.name].type
    least, greatest = (cell_of(value, kind) if value else None for value in (found.least, found.greatest))
    return ShownStatistics(
        found, least, greatest, tuple((cell_of(each.value, kind), each.count) for each in found.common)
    )


def cell_of(value: str, kind: ColumnType) -> Cell:
    return cell(json.loads(value), kind)


def reference_of(visible: VisibleColumn, reader: Reader) -> str:
    """The page of the table that a column refers to; empty when there is none that the reader knows."""
    reference = visible.column.refers_to
    if not reference or visible.coarser or not column_exists(reader, reference):
        return ""
    slug, name, _column = reference.split(".")
    return reverse("dataportal:table", args=[slug, name])
