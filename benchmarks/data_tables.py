"""A table of measurements in an installation, laid out as a load would lay it out.

Half of the columns are numbers and moments, half are texts as cities have them; rows lie by station and time.
"""

import secrets
from pathlib import Path

from django.utils import timezone

from zenne.core.languages.public import Translated
from zenne.dataportal.models import Dataset, Table
from zenne.dataportal.rules.columns import Column, ColumnType, TableDefinition
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
    ORDER BY station, measured_at
)
"""


def build(rows: int) -> Path:
    """Publish ``measurements/measurements`` with so many rows and give its file."""
    now = timezone.now()
    title = Translated({"en": "Measurements"})
    dataset = Dataset.objects.create(slug="measurements", title=title, created_at=now, changed_at=now)
    table = Table.objects.create(dataset=dataset, name="measurements", title=title)
    path = table_folder(table) / f"{secrets.token_hex(16)}.parquet"
    path.parent.mkdir(parents=True)
    options = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_OF_GROUP}"
    database().cursor().execute(f"COPY ({MADE.format(rows=rows)}) TO '{path}' ({options})")
    columns = {
        "station": ColumnType.TEXT,
        "kind": ColumnType.TEXT,
        "measured_at": ColumnType.TIMESTAMP,
        "value": ColumnType.NUMBER,
        "vehicles": ColumnType.INTEGER,
        "address": ColumnType.TEXT,
    }
    definition = TableDefinition(tuple(Column(name, kind) for name, kind in columns.items()))
    part = Part(path.name, rows, path.stat().st_size)
    publish(table, definition=definition, manifest=Manifest((part,)), at=now)
    return path
