"""Bring a declared data set up to date."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from zenne.core.access.public import internal, records_nothing
from zenne.core.languages.public import Translated
from zenne.dataportal.facts.declared import DeclaredDataset, DeclaredTable, Row, declared_dataset
from zenne.dataportal.facts.parquet import made_of
from zenne.dataportal.models import Dataset, Table
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.manifests import Manifest
from zenne.dataportal.rules.policies import TablePolicy
from zenne.dataportal.search_sources import index_datasets
from zenne.dataportal.storage.folders import table_folder
from zenne.dataportal.storage.publishing import publish
from zenne.dataportal.words.sentences import in_every_language


@internal
@records_nothing(because="it follows from the program, and each version is kept")
def refresh_dataset(slug: str, *, at: datetime) -> int:
    """Publish what differs from what readers see; returns for how many tables that is.

    What a steward wrote about the data set stays; a data set that a steward retired stays as it is.

    Raises:
        UnknownDataset: no module declares it.
    """
    declared = declared_dataset(slug)
    given = [(table, list(table.rows())) for table in declared.tables]
    with transaction.atomic():
        dataset, is_described = described(declared, given, at=at)
        if dataset.retired_at is not None:
            return 0
        published = [publish_if_new(table_of(dataset, table, place), table, rows, at=at)
                     for place, (table, rows) in enumerate(given)]  # fmt: skip
        if is_described:
            index_datasets()
    return sum(published)


def described(
    declared: DeclaredDataset, given: list[tuple[DeclaredTable, list[Row]]], *, at: datetime
) -> tuple[Dataset, bool]:
    """The row of the data set with what the module says now, and whether that is anything new.

    What differs from what the module said before was edited by a steward: it is left alone.
    """
    said = {**declared.said(), "bbox": cover(given)}
    dataset = Dataset.objects.select_for_update().filter(slug=declared.slug).first()
    said["begins_on"], said["ends_on"] = period(given) or (localdate(dataset.created_at if dataset else at), None)
    if dataset is None:
        dataset = Dataset(slug=declared.slug, origin=declared.origin, created_at=at, changed_at=at)
        changed = said
    else:
        changed = {
            name: value
            for name, value in said.items()
            if as_json(value) != as_json(getattr(dataset, name))
            and as_json(getattr(dataset, name)) == dataset.declared.get(name)
        }
    if changed or not dataset.pk:
        for name, value in changed.items():
            setattr(dataset, name, value)
        dataset.declared = {name: as_json(value) for name, value in said.items()}
        dataset.changed_at = dataset.described_at = at
        dataset.save()
    return dataset, bool(changed)


def as_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.pairs() if isinstance(value, Translated) else value


def period(given: list[tuple[DeclaredTable, list[Row]]]) -> tuple[date, date] | None:
    """The first and the last day of all rows that everybody sees; None when they have none.

    What has no days is about how things are: it begins with its first version and goes on.
    """
    days = [
        row[number]
        for table, rows in given
        if table.policy == TablePolicy()
        for number, column in enumerate(table.columns)
        if column.type is ColumnType.DATE
        for row in rows
        if row[number]
    ]
    return (min(days), max(days)) if days else None


def cover(given: list[tuple[DeclaredTable, list[Row]]]) -> list[float]:
    """The box around all places of all rows; empty when there are none."""
    places = [
        row[number]
        for table, rows in given
        for number, column in enumerate(table.columns)
        if column.type is ColumnType.GEOMETRY
        for row in rows
        if row[number]
    ]
    if not places:
        return []
    longitudes, latitudes = zip(*places, strict=True)
    return [min(longitudes), min(latitudes), max(longitudes), max(latitudes)]


def table_of(dataset: Dataset, declared: DeclaredTable, position: int) -> Table:
    """The row of a table. The module says who sees what of it, also when it says so later, until a steward does."""
    wanted: dict[str, Any] = {
        "title": in_every_language(declared.title),
        "description": in_every_language(declared.description),
        "policy": declared.policy,
        "position": position,
    }
    table, is_new = Table.objects.get_or_create(dataset=dataset, name=declared.name, defaults=wanted)
    if table.protected_at:
        del wanted["policy"]
    if not is_new and any(getattr(table, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(table, name, value)
        table.save()
    return table


def publish_if_new(table: Table, declared: DeclaredTable, rows: list[Row], *, at: datetime) -> bool:
    """Publish the rows unless readers see just these; whether it did."""
    definition = declared.definition()
    made = made_of(definition, rows)
    current = table.versions.filter(ended_at=None).select_related("schema").first()
    if current and made.is_in(current.manifest) and current.schema.definition == definition:
        return False
    manifest = Manifest((made.put_into(table_folder(table)),))
    publish(table, definition=definition, manifest=manifest, at=at)
    return True
