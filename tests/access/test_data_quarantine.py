"""Rows that did not fit are seen by those who look after the data, and by nobody else."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.access.data_worlds import keys_for
from zenne.accounts.tests.builders import a_person, at_work, signed_in
from zenne.core.audit.public import AuditRecord
from zenne.dataportal.rules.columns import Column, ColumnType, TableDefinition
from zenne.dataportal.rules.manifests import Manifest
from zenne.dataportal.storage.publishing import publish
from zenne.dataportal.tests.builders import a_table, write_part

pytestmark = pytest.mark.django_db
PATH = "/api/v1/datasets/trees/tables/trees/quarantine"
PAGE = "/en/staff/data/trees/trees/quarantine/"
TEXTS = ("column", "value", "reason", "raw", "_values")
BAD = TableDefinition((Column("line", ColumnType.INTEGER), *(Column(name, ColumnType.TEXT) for name in TEXTS)))


@pytest.fixture(autouse=True)
def trees_with_bad_rows(db: None) -> None:
    table = a_table([["oak"]], [("kind", ColumnType.TEXT)])
    version = table.versions.get()
    quarantine = write_part(table, [[number, "kind", "7", "wrong-type", "7", "{}"] for number in range(1, 31)], BAD)
    manifest = Manifest(version.manifest.parts, quarantine)
    publish(table, definition=version.schema.definition, manifest=manifest, at=timezone.now())


def test_a_steward_s_program_learns_page_by_page_which_rows_and_why() -> None:
    headers = keys_for("steward")
    first = Client().get(PATH, headers=headers).json()
    assert (first["count"], len(first["items"])) == (30, 20)
    assert first["items"][0] == {"line": 1, "column": "kind", "value": "7", "reason": "wrong-type", "raw": "7"}
    assert AuditRecord.objects.filter(action="data.read-quarantine").exists()
    second = Client().get(first["next"].removeprefix("http://testserver"), headers=headers).json()
    assert ([row["line"] for row in second["items"]], second["next"]) == (list(range(21, 31)), None)


def test_what_stands_in_them_is_read_for_a_purpose_which_is_written_down() -> None:
    steward = a_person("Stef", roles=("data-steward",))
    refused = signed_in(steward).get(PAGE)
    assert (refused.status_code, refused["Location"].split("?")[0]) == (302, "/en/staff/purpose/")
    assert not AuditRecord.objects.filter(action="data.read-quarantine")
    assert at_work(steward).get(PAGE).status_code == 200
    (looked,) = AuditRecord.objects.filter(action="data.read-quarantine")
    assert (looked.thing, looked.purpose) == ("dataset:trees", "answer")
    assert at_work(a_person("Jo", roles=("desk-worker",))).get(PAGE).status_code == 403


@pytest.mark.parametrize(("name", "status"), [("nobody", 401), ("resident", 403), ("partner", 403), ("official", 403)])
def test_nobody_else_does(name: str, status: int) -> None:
    assert Client().get(PATH, headers=keys_for(name)).status_code == status
