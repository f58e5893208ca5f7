"""A table of measurements in an installation, laid out as a load would lay it out.

Half of the columns are numbers and moments, half are texts as cities have them; the rule of loads says how rows lie.
"""

import secrets
from pathlib import Path

from django.utils import timezone

from zenne.core.languages.public import Translated
from zenne.dataportal.models import Dataset, Table
from zenne.dataportal.rules.columns import Column, ColumnType, TableDefinition
from zenne.dataportal.rules.layout import Described, choose_sort
from zenne.dataportal.rules.manifests import Manifest, Part
from zenne.dataportal.storage.engine import database
from zenne.dataportal.storage.folders import table_folder
from zenne.dataportal.storage.publishing import publish

ROWS_OF_GROUP = 122_880
MADE = """
SELECT row_number() OVER () AS "_row", *
FROM (
    SELECT 'station-' || lpad(CAST(hash(n) % 200 AS VARCHAR), 3, '0') AS station,
           ['no2', 'pm10', 'pm25', 'o3', 'co'][CAST(1 + hash(n, 1) % 5 AS BIGINT)] AS kind,
           TIMESTAMPTZ '2024-01-01 00:00:00+00' + INTERVAL (n * 20) SECOND AS measured_at,
           round((hash(n, 2) % 100000) / 777.0, 3) AS value,
           CAST(hash(n, 3) % 1000 AS BIGINT) AS vehicles,
           'Street number ' || (hash(n, 4) % 5000) || ', 1000 Brussels' AS address
    FROM (SELECT range AS n FROM range({rows}))
    {order}
)
"""
COLUMNS = {
    "station": ColumnType.TEXT,
    "kind": ColumnType.TEXT,
    "measured_at": ColumnType.TIMESTAMP,
    "value": ColumnType.NUMBER,
    "vehicles": ColumnType.INTEGER,
    "address": ColumnType.TEXT,
}


def order_of(rows: int) -> str:
    """How a load would lay out the rows, by about how many different values each column has."""
    counted = ", ".join(f"approx_count_distinct({name})" for name in COLUMNS)
    statement = f"SELECT {counted} FROM ({MADE.format(rows=rows, order='')})"  # noqa: S608 - our own names
    found = database().cursor().execute(statement).fetchone() or ()
    columns = [
        Described(name, kind, min(int(distinct), rows))
        for (name, kind), distinct in zip(COLUMNS.items(), found, strict=True)
    ]
    chosen = choose_sort(columns, rows=rows)
    return f"ORDER BY {', '.join(chosen)}" if chosen else ""


def build(rows: int) -> Path:
    """Publish ``measurements/measurements`` with so many rows and give its file."""
    now = timezone.now()
    title = Translated({"en": "Measurements"})
    dataset = Dataset.objects.create(slug="measurements", title=title, created_at=now, changed_at=now)
    table = Table.objects.create(dataset=dataset, name="measurements", title=title)
    path = table_folder(table) / f"{secrets.token_hex(16)}.parquet"
    path.parent.mkdir(parents=True)
    options = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_OF_GROUP}"
    database().cursor().execute(f"COPY ({MADE.format(rows=rows, order=order_of(rows))}) TO '{path}' ({options})")
    definition = TableDefinition(tuple(Column(name, kind) for name, kind in COLUMNS.items()))
    part = Part(path.name, rows, path.stat().st_size)
    publish(table, definition=definition, manifest=Manifest((part,)), at=now)
    return path
