"""Correct what the columns of a table are and what they mean."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.languages.public import Translated
from zenne.core.tasks.public import enqueue
from zenne.dataportal.actions.correct_columns import publish_corrected
from zenne.dataportal.errors import ChangedMeanwhile, SchemaIsDeclared, SchemaRefused
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.remaking import Remade
from zenne.dataportal.models import Dataset, Load, Schema, Table, Version
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.queries import column_exists
from zenne.dataportal.readers import reader_of
from zenne.dataportal.rules.columns import TableDefinition
from zenne.dataportal.rules.corrections import Correction, Place, SchemaFault, faults_of, is_read_anew
from zenne.dataportal.rules.schema_changes import SchemaChange, changes_between
from zenne.dataportal.search_sources import index_datasets
from zenne.dataportal.storage.loading import writing
from zenne.dataportal.tasks import correct_columns

TEXTS: Final = ("title", "description")
"""The texts of a table that a steward writes. They are not of a version."""
LONGEST_THING: Final = 120


@dataclass(frozen=True, slots=True)
class Edited:
    """What became of an edit: whether anything differs, and the load that carries it out where that takes a while."""

    is_different: bool
    load: Load | None = None


@needs(MANAGE_DATA)
def edit_schema(
    *, asker: Asker, table: Table, correction: Correction, texts: Mapping[str, Translated], at: datetime
) -> Edited:
    """Correct the columns of a table, and its texts by the names in ``TEXTS``.

    Texts, units and references are seen at once. What rows could notice is done by a worker: values that do not fit
    go to quarantine, and what fits now comes out of it.

    Raises:
        SchemaIsDeclared, ChangedMeanwhile, SchemaRefused: nothing has changed then.
    """
    if table.dataset.origin:
        raise SchemaIsDeclared(table.name)
    with suppress(BlockingIOError, CannotLoad), writing(table, waits=False), transaction.atomic():
        current, changes = looked_at(asker, table, correction)
        if not is_read_anew(current.schema.definition, correction):
            is_different = write_texts(asker, table, texts, at=at) | bool(changes)
            if changes:
                remade = Remade(current.manifest, 0)
                publish_corrected(table.pk, correction, remade, at=at)
                say(asker, table, changes)
            if is_different:
                index_datasets()
            return Edited(is_different)
    with transaction.atomic():
        _current, changes = looked_at(asker, table, correction)
        is_different = write_texts(asker, table, texts, at=at) | bool(changes)
        return Edited(is_different, begin(asker, table, correction, changes, at=at) if changes else None)


def looked_at(asker: Asker, table: Table, correction: Correction) -> tuple[Version, list[SchemaChange]]:
    """The version whose columns are corrected, and what differs. Raises ChangedMeanwhile, SchemaRefused."""
    locked = Table.objects.select_for_update().get(pk=table.pk)
    current = locked.versions.select_related("schema").filter(ended_at=None).first()
    if current is None or current.schema.number != correction.base:
        raise ChangedMeanwhile(table.name)
    old: TableDefinition = current.schema.definition
    faults = {**faults_of(old, correction, locked.policy), **faults_of_references(asker, table, old, correction)}
    if faults:
        raise SchemaRefused(faults)
    return current, changes_between(old, correction.definition) if old != correction.definition else []


def faults_of_references(
    asker: Asker, table: Table, old: TableDefinition, correction: Correction
) -> dict[Place, SchemaFault]:
    """Columns that refer to one that the asker does not know, and those whose name other tables refer to."""
    reader = reader_of(asker)
    faults: dict[Place, SchemaFault] = {}
    for column in correction.definition.columns:
        was = old.column(correction.before(column.name))
        is_new = was is None or was.refers_to != column.refers_to
        if column.refers_to and is_new and not column_exists(reader, column.refers_to):
            faults[correction.before(column.name), "refers_to"] = SchemaFault.NO_SUCH_COLUMN
    if correction.renamed:
        used = referred_to()
        for name in correction.renamed.values():
            if f"{table.dataset.slug}.{table.name}.{name}" in used:
                faults[name, "name"] = SchemaFault.REFERRED
    return faults


def referred_to() -> set[str]:
    """All columns that columns of current versions refer to."""
    schemas = Schema.objects.filter(versions__ended_at=None).distinct()
    return {column.refers_to for schema in schemas for column in schema.definition.columns if column.refers_to}


def write_texts(asker: Asker, table: Table, texts: Mapping[str, Translated], *, at: datetime) -> bool:
    """Write the texts of the table; whether any differs."""
    locked = Table.objects.get(pk=table.pk)
    differing = {name: texts[name] for name in TEXTS if name in texts and texts[name] != getattr(locked, name)}
    if not differing:
        return False
    before = {name: getattr(locked, name) for name in differing}
    for name, text in differing.items():
        setattr(locked, name, text)
    locked.save(update_fields=list(differing))
    Dataset.objects.filter(pk=table.dataset_id).update(changed_at=at)
    details = {name: {"before": dict(before[name]), "after": dict(text)} for name, text in differing.items()}
    record(asker=asker, action="data.edit-schema", thing=thing_of(table), details=details)
    return True


def begin(asker: Asker, table: Table, correction: Correction, changes: list[SchemaChange], *, at: datetime) -> Load:
    """Write the correction down for a worker."""
    load = Load.objects.create(
        table=table, way=Load.Way.CORRECT, name=table.name, correction=correction, asked_by=asker.key, asked_at=at
    )
    say(asker, table, changes)
    enqueue(correct_columns, arguments={"load": str(load.pk)})
    return load


def say(asker: Asker, table: Table, changes: list[SchemaChange]) -> None:
    """Write down what differs, with what was said before."""
    details = {
        f"{change.column}.{change.what}": {"before": plain(change.before), "after": plain(change.after)}
        for change in changes
    }
    record(asker=asker, action="data.edit-schema", thing=thing_of(table), details=details)


def thing_of(table: Table) -> str:
    return f"{table.dataset.slug}/{table.name}"[:LONGEST_THING]


def plain(value: Any) -> Any:
    """A value of a column as JSON can carry it."""
    if isinstance(value, Translated):
        return dict(value)
    if isinstance(value, tuple):
        return [each if isinstance(each, str) else {"value": each.value, "label": dict(each.label)} for each in value]
    return value if isinstance(value, str | bool | int) else str(value)
