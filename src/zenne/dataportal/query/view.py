"""What one reader sees of one version of a table. Whatever is asked is asked of this view, and of nothing else.

A column that is not in the view does not exist; a row that is not in it is in no answer, no count and no figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from zenne.dataportal.query.coarsening import coarse
from zenne.dataportal.query.rows import rows_for
from zenne.dataportal.query.source import Source
from zenne.dataportal.query.statements import Parameters, literal, quoted
from zenne.dataportal.rules.columns import ROW, STORED_AS, Column, ColumnType
from zenne.dataportal.rules.policies import Coarser, MandatoryFilter, Reader
from zenne.dataportal.rules.visibility import VisibleColumn, sees_all_rows, visible_columns

BOX: Final = ("_xmin_", "_ymin_", "_xmax_", "_ymax_")
"""How the hidden columns begin that hold the box around a geometry."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A column as a reader sees it.

    Attributes:
        type: of what is seen; a coarser value may have another than the column.
        has_box: whether the hidden columns with the box around the geometry may be used.
    """

    visible: VisibleColumn
    type: ColumnType
    has_box: bool = False

    @property
    def column(self) -> Column:
        return self.visible.column

    @property
    def name(self) -> str:
        return self.column.name

    @property
    def sql(self) -> str:
        return quoted(self.column.name)

    @property
    def coarser(self) -> Coarser | None:
        return self.visible.coarser

    @property
    def is_plain(self) -> bool:
        """Whether the values are seen as they are."""
        return self.visible.coarser is None

    @property
    def is_searchable(self) -> bool:
        """Whether the reader may filter, sort, group and aggregate by it."""
        return self.visible.is_searchable


@dataclass(frozen=True, slots=True)
class View:
    """The columns and rows of a reader.

    Attributes:
        sql: a subquery in brackets with the column ``_row`` and those in ``columns``.
        files: what stands after FROM in it; empty when there are no files.
        parameters: the values of that subquery.
        is_whole: whether nothing is hidden from the reader, neither columns nor rows, nor is anything coarser.
        hides_rows: whether there may be rows that the reader does not see, or only sees when they say which.
        asks_for: columns of which an exact value must be given; each inner tuple is one rule.
        is_closed: whether a rule asks for a column by which the reader cannot search: then there are no rows to get.
    """

    columns: dict[str, Seen]
    sql: str
    files: str
    parameters: Parameters
    is_whole: bool
    hides_rows: bool
    asks_for: tuple[tuple[str, ...], ...] = ()
    is_closed: bool = False


def view_for(reader: Reader, source: Source) -> View:
    """The view of a reader, who has met the needs of the table and of its data set."""
    parameters = Parameters()
    columns: dict[str, Seen] = {}
    chosen: list[str] = []
    for visible in visible_columns(source.definition, source.policy, reader):
        seen, sql = seen_as(visible, source, parameters)
        columns[seen.name] = seen
        chosen.append(f"{sql} AS {seen.sql}")
        chosen.extend(quoted(f"{prefix}{seen.name}") for prefix in BOX if seen.has_box)
    conditions = rows_for(reader, source, parameters)
    filters = [each for each in source.policy.mandatory_filters if not reader.meets(each.unless)]
    hides_rows = not sees_all_rows(source.policy, reader)
    is_plain = len(columns) == len(source.definition.columns) and all(seen.is_plain for seen in columns.values())
    return View(
        columns=columns,
        sql=subquery(chosen, source, conditions),
        files=files_of(source) if source.files else "",
        parameters=parameters,
        is_whole=is_plain and not hides_rows,
        hides_rows=hides_rows,
        asks_for=tuple(each.columns for each in filters),
        is_closed=any(not can_be_met(each, columns) for each in filters),
    )


def can_be_met(rule: MandatoryFilter, columns: dict[str, Seen]) -> bool:
    """Whether the reader can say an exact value of each column; a coarser value is no exact one."""
    seen = [columns.get(name) for name in rule.columns]
    return bool(seen) and all(each is not None and each.is_plain and each.is_searchable for each in seen)


def seen_as(visible: VisibleColumn, source: Source, parameters: Parameters) -> tuple[Seen, str]:
    """The column for a reader who sees it so, and its expression."""
    column, rule = visible.column, visible.coarser
    name = quoted(column.name) if column.name in source.stored else f"CAST(NULL AS {STORED_AS[column.type]})"
    if rule is not None:
        made = coarse(name, column.type, rule, table=source.table, parameters=parameters)
        return Seen(visible, made.type), made.sql
    has_box = column.type is ColumnType.GEOMETRY and all(f"{prefix}{column.name}" in source.stored for prefix in BOX)
    return Seen(visible, column.type, has_box), name


def subquery(chosen: Sequence[str], source: Source, conditions: Sequence[str]) -> str:
    """The rows of the files, only what was chosen of them."""
    if not source.files:
        empty = ", ".join(
            f"CAST(NULL AS {STORED_AS[each.type]}) AS {quoted(each.name)}" for each in source.definition.columns
        )
        row = f"CAST(NULL AS BIGINT) AS {quoted(ROW)}"
        files = f"(SELECT {', '.join(filter(None, (row, empty)))} LIMIT 0)"
    else:
        files = files_of(source)
    of_then = [] if source.until_row is None else [f"{quoted(ROW)} <= {source.until_row:d}"]
    where = f" WHERE {' AND '.join((*of_then, *conditions))}" if of_then or conditions else ""
    return f"(SELECT {', '.join([quoted(ROW), *chosen])} FROM {files}{where})"


def files_of(source: Source) -> str:
    """What stands after FROM to have all rows of the files."""
    names = ", ".join(literal(str(path)) for path in source.files)
    return f"read_parquet([{names}], union_by_name = {'true' if len(source.files) > 1 else 'false'})"
