"""What the other tests of the portal stand on: a table that is really there."""

import pytest

from zenne.dataportal.models import Table
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import ColumnPolicy, Level, Need, TablePolicy
from zenne.dataportal.storage.engine import database
from zenne.dataportal.storage.folders import table_folder
from zenne.dataportal.tests.builders import a_table

pytestmark = pytest.mark.django_db


def test_a_built_table_has_its_rows_in_a_file_and_its_policy_in_the_database() -> None:
    secret = TablePolicy(columns={"owner": ColumnPolicy(need=Need(Level.OFFICIAL))})
    built = a_table(
        [("oak", "POINT(4.35 50.85)", "Ann"), ("elm", None, None)],
        [("species", ColumnType.TEXT), ("place", ColumnType.GEOMETRY), ("owner", ColumnType.TEXT)],
        policy=secret,
    )
    table = Table.objects.get(pk=built.pk)
    assert table.policy == secret
    version = table.versions.get(ended_at=None)
    path = table_folder(table) / version.manifest.parts[0].name
    rows = database().cursor().execute(f"SELECT species, ST_AsText(ST_GeomFromWKB(place)) FROM '{path}' ORDER BY _row")
    assert rows.fetchall() == [("oak", "POINT (4.35 50.85)"), ("elm", None)]
    assert version.schema.definition.column("place").type is ColumnType.GEOMETRY
