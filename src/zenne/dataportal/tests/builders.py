"""Data sets and published tables for tests, without reading a file."""

import secrets
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from zenne.core.languages.public import Translated
from zenne.dataportal.models import Dataset, Table, Version
from zenne.dataportal.rules.columns import ROW, STORED_AS, Column, ColumnType, TableDefinition
from zenne.dataportal.rules.manifests import Manifest, Part
from zenne.dataportal.rules.policies import TablePolicy
from zenne.dataportal.storage.engine import database
from zenne.dataportal.storage.folders import table_folder
from zenne.dataportal.storage.publishing import publish


def a_dataset(slug: str = "trees", **columns: Any) -> Dataset:
    """A data set that everybody sees."""
    now = timezone.now()
    title = Translated({"en": slug.capitalize(), "fr": slug, "nl": slug}.items())
    return Dataset.objects.create(**{"slug": slug, "title": title, "created_at": now, "changed_at": now, **columns})


def a_table(
    rows: Sequence[Sequence[Any]],
    columns: Sequence[tuple[str, ColumnType] | Column],
    *,
    dataset: Dataset | None = None,
    name: str = "trees",
    policy: TablePolicy | None = None,
) -> Table:
    """A published table with these rows; a geometry is given as WKT."""
    made = tuple(each if isinstance(each, Column) else Column(*each) for each in columns)
    table = Table.objects.create(dataset=dataset or a_dataset(), name=name, policy=policy or TablePolicy())
    a_version(table, rows, TableDefinition(made))
    return table


def a_filled_dataset(slug: str = "trees", **columns: Any) -> Dataset:
    """A data set that everybody sees, with a table of one row."""
    dataset = a_dataset(slug, **columns)
    a_table([["oak"]], [("kind", ColumnType.TEXT)], dataset=dataset, name="kinds")
    return dataset


def a_version(table: Table, rows: Sequence[Sequence[Any]], definition: TableDefinition) -> Version:
    """The next version of a table, which readers see from now on."""
    part = write_part(table, rows, definition)
    return publish(table, definition=definition, manifest=Manifest((part,)), at=timezone.now())


def write_part(table: Table, rows: Sequence[Sequence[Any]], definition: TableDefinition) -> Part:
    """One file with these rows, numbered from 1."""
    folder = table_folder(table)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{secrets.token_hex(8)}.parquet"
    columns = definition.columns
    named = ", ".join(f'"{column.name}" {raw_type(column)}' for column in columns)
    cursor = database().cursor()
    cursor.execute(f'CREATE TEMP TABLE made ("{ROW}" BIGINT, {named})')
    if rows:
        places = ", ".join("?" for _ in range(len(columns) + 1))
        cursor.executemany(f"INSERT INTO made VALUES ({places})", [[n, *row] for n, row in enumerate(rows, 1)])
    kept = ", ".join(stored(column) for column in columns)
    cursor.execute(f'COPY (SELECT "{ROW}", {kept} FROM made ORDER BY "{ROW}") TO \'{path}\' (FORMAT parquet)')
    cursor.execute("DROP TABLE made")
    return Part(path.name, len(rows), path.stat().st_size)


def raw_type(column: Column) -> str:
    return "VARCHAR" if column.type is ColumnType.GEOMETRY else STORED_AS[column.type]


def stored(column: Column) -> str:
    if column.type is ColumnType.GEOMETRY:
        return f'ST_AsWKB(ST_GeomFromText("{column.name}")) AS "{column.name}"'
    return f'"{column.name}"'
