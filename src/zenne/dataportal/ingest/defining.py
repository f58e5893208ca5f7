"""The definition of a table, from what was counted in its file, or from what is known of it already."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from zenne.dataportal.ingest.counting import Counted
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.staging import Stage
from zenne.dataportal.rules.columns import Column, ColumnType, TableDefinition
from zenne.dataportal.rules.forms import Finding, Form, Note, decide
from zenne.dataportal.rules.layout import Described, choose_sort
from zenne.dataportal.rules.names import column_names, plain_name


def new_definition(stage: Stage, counted: Sequence[Counted]) -> TableDefinition:
    """What a table is of which only its first file is known."""
    columns = found_columns(stage, counted)
    described = [
        Described(column.name, column.type, distinct) for column, distinct in with_distinct(columns, stage, counted)
    ]
    return TableDefinition(tuple(columns), sort=choose_sort(described, rows=stage.rows))


def with_distinct(columns: Sequence[Column], stage: Stage, counted: Sequence[Counted]) -> list[tuple[Column, int]]:
    distinct = {source: each.distinct for source, each in zip(stage.sources, counted, strict=True)}
    return [(column, distinct.get(column.source, -1)) for column in columns]


def found_columns(stage: Stage, counted: Sequence[Counted]) -> list[Column]:
    """The columns of the file. One without name and values is none."""
    columns = []
    for number, (source, name) in enumerate(zip(stage.sources, column_names(stage.sources), strict=True)):
        tally = counted[number].tally
        if not source.strip() and not tally.filled:
            continue
        declared = stage.declared.get(number)
        column = column_of(name, source, Finding(declared) if declared else decide(tally), stage.crs)
        columns.append(with_twin(column, stage.named_twice[number]) if number in stage.named_twice else column)
    return columns


def column_of(name: str, source: str, finding: Finding, crs: int) -> Column:
    form: Form = finding.form
    is_place = form.type is ColumnType.GEOMETRY
    note = note_of(finding)
    return Column(name, form.type, source=source, format=form.format, note=note, crs=crs if is_place else 4326)


def note_of(finding: Finding) -> str:
    """A note as it is kept with the column: ``wording.note_text`` says it in the reader's language."""
    if finding.note is Note.PLAIN:
        return ""
    return json.dumps([finding.note.value, finding.misfits, finding.example[:LONGEST_EXAMPLE]], ensure_ascii=False)


def with_twin(column: Column, name: str) -> Column:
    """The column, its note also saying that another one has the same name in the file."""
    note = json.loads(column.note) if column.note else [Note.PLAIN.value, 0, ""]
    return replace(column, note=json.dumps([*note, name[:LONGEST_EXAMPLE]], ensure_ascii=False))


LONGEST_EXAMPLE: Final = 60


def extended_definition(known: TableDefinition, stage: Stage, counted: Sequence[Counted]) -> TableDefinition:
    """The known definition with the columns that the file has beside them.

    Raises:
        CannotLoad: the file has none of the known columns.
    """
    numbers = numbers_of(known, stage)
    if not numbers:
        raise CannotLoad("other-columns", columns=", ".join(column.source for column in known.columns)[:200])
    taken, names = set(numbers.values()), set(known.names)
    extra = []
    for column in found_columns(stage, counted):
        if stage.sources.index(column.source) in taken:
            continue
        name, again = column.name, 2
        while name in names:
            name, again = f"{column.name}_{again}", again + 1
        names.add(name)
        extra.append(replace(column, name=name))
    return replace(known, columns=(*known.columns, *extra)) if extra else known


def same_definition(known: TableDefinition, stage: Stage, counted: Sequence[Counted]) -> TableDefinition:
    """The known definition, when the file has no other columns.

    Raises:
        CannotLoad: it has.
    """
    wider = extended_definition(known, stage, counted)
    if wider != known:
        unknown = [column.source for column in wider.columns[len(known.columns) :]]
        raise CannotLoad("unknown-columns", columns=", ".join(unknown)[:200])
    return known


def numbers_of(definition: TableDefinition, stage: Stage) -> dict[str, int]:
    """For each column of the definition that the file has, its number there: by its name in files, else by its own."""
    numbers: dict[str, int] = {}
    by_source = {source: number for number, source in reversed(list(enumerate(stage.sources)))}
    by_name = {plain_name(source): number for number, source in reversed(list(enumerate(stage.sources)))}
    for column in definition.columns:
        number = by_source.get(column.source) if column.source else None
        number = by_name.get(column.name) if number is None else number
        if number is not None and number not in numbers.values():
            numbers[column.name] = number
    return numbers
