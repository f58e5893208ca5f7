"""Rows that did not fit are seen by those who look after the data, and by nobody else."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.access.data_worlds import keys_for
from zenne.dataportal.rules.columns import Column, ColumnType, TableDefinition
from zenne.dataportal.rules.manifests import Manifest
from zenne.dataportal.storage.publishing import publish
from zenne.dataportal.tests.builders import a_table, write_part

pytestmark = pytest.mark.django_db
PATH = "/api/v1/datasets/trees/tables/trees/quarantine"
BAD = TableDefinition((Column("line", ColumnType.INTEGER), Column("reason", ColumnType.TEXT)))


@pytest.fixture(autouse=True)
def trees_with_bad_rows(db: None) -> None:
    table = a_table([["oak"]], [("kind", ColumnType.TEXT)])
    version = table.versions.get()
    quarantine = write_part(table, [[number, "wrong-type"] for number in range(1, 31)], BAD)
    manifest = Manifest(version.manifest.parts, quarantine)
    publish(table, definition=version.schema.definition, manifest=manifest, at=timezone.now())


def test_a_steward_reads_them_page_by_page() -> None:
    headers = keys_for("steward")
    first = Client().get(PATH, headers=headers).json()
    assert (first["count"], len(first["items"])) == (30, 20)
    assert first["items"][0] == {"line": 1, "reason": "wrong-type"}
    second = Client().get(first["next"].removeprefix("http://testserver"), headers=headers).json()
    assert ([row["line"] for row in second["items"]], second["next"]) == (list(range(21, 31)), None)


@pytest.mark.parametrize(("name", "status"), [("nobody", 401), ("resident", 403), ("partner", 403), ("official", 403)])
def test_nobody_else_does(name: str, status: int) -> None:
    assert Client().get(PATH, headers=keys_for(name)).status_code == status
