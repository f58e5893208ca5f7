"""How often data is used: quotas of keys, and figures in which nobody is."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from zenne.accounts.public import Person
from zenne.dataportal.actions import note_use as noting
from zenne.dataportal.actions.note_use import note_use
from zenne.dataportal.actions.write_use import write_use
from zenne.dataportal.models import Table, Use
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import Level
from zenne.dataportal.tests.browsers import a_key, browser_of, signed_in
from zenne.dataportal.tests.builders import a_dataset, a_table
from zenne.dataportal.use.counts import COUNTS, MANY

pytestmark = pytest.mark.django_db
ROWS = "/api/v1/datasets/trees/tables/trees/rows"


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    COUNTS.taken()


def trees(**more: Any) -> Table:
    return a_table([("oak",)], [("species", ColumnType.TEXT)], **more)


def written() -> dict[str, int]:
    write_use()
    return {use.kind: use.count for use in Use.objects.all()}


def test_pages_questions_and_downloads_are_counted_by_day_and_kind() -> None:
    trees()
    for path in (ROWS, f"{ROWS}?species=oak", f"{ROWS}?_format=csv", "/en/data/trees/trees/"):
        assert Client().get(path).status_code == 200
    assert written() == {"rows": 2, "csv": 1, "page": 1}
    assert {use.day for use in Use.objects.all()} == {timezone.localdate()}


def test_counts_of_several_writes_and_processes_are_added() -> None:
    table = trees()
    for _ in range(3):
        note_use(table.pk, "rows")
        assert written()["rows"] == _ + 1


def test_what_was_refused_or_is_hidden_is_no_use() -> None:
    trees(dataset=a_dataset(level=Level.OFFICIAL))
    Client().get(ROWS)
    Client().get("/en/data/trees/trees/")
    assert written() == {}


def test_many_uses_are_due_at_once_and_few_wait_for_the_minute() -> None:
    table = trees()
    for _ in range(MANY - 1):
        note_use(table.pk, "rows")
    assert not COUNTS.is_due.is_set()
    note_use(table.pk, "rows")
    assert COUNTS.is_due.is_set()
    assert written() == {"rows": MANY}
    assert not COUNTS.is_due.is_set()


def test_uses_of_a_table_that_is_gone_stop_nothing() -> None:
    gone, table = trees(), a_table([("a",)], [("b", ColumnType.TEXT)], dataset=a_dataset("roads"), name="roads")
    note_use(gone.pk, "rows")
    note_use(table.pk, "rows")
    gone.versions.all().delete()
    gone.delete()
    assert written() == {"rows": 1}


def test_what_cannot_be_written_is_written_later(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise DatabaseError

    note_use(trees().pk, "rows")
    with monkeypatch.context() as broken:
        broken.setattr(transaction, "atomic", fail)
        write_use()
    assert not Use.objects.exists()
    assert written() == {"rows": 1}


def test_a_count_that_fails_does_not_fail_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(noting, "COUNTS", None)
    trees()
    assert Client().get(ROWS).status_code == 200


def test_stewards_see_the_use_of_the_last_days_and_nobody_else_does() -> None:
    table, today = trees(), timezone.localdate()
    Use.objects.create(table=table, day=today, kind="csv", count=1234)
    Use.objects.create(table=table, day=today - timedelta(days=29), kind="page", count=7)
    Use.objects.create(table=table, day=today - timedelta(days=30), kind="page", count=555)
    page = browser_of("Sofia", role="data-steward").get("/en/staff/data/trees/access/").content.decode()
    assert "Downloads: csv" in page
    assert "1,234" in page
    assert "<dd>7</dd>" in page
    assert "555" not in page
    assert "1,234" not in Client().get("/en/data/trees/").content.decode()


def asked(key: str) -> Any:
    return Client().get(ROWS, headers={"authorization": f"Bearer {key}"})


def test_a_key_has_a_quota_and_the_public_needs_none(settings: Any) -> None:
    settings.DATA_REQUESTS_PER_DAY = 2
    trees()
    person = Person.objects.create(name="Amina")
    key, other = a_key(person), a_key(person)
    assert [asked(key).status_code for _ in range(2)] == [200, 200]
    refused = asked(key)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 26 * 3600
    message = refused.json()["message"]
    assert message.startswith("With this key you may ask 2 questions in 24 hours, and you have. Try again in ")
    assert message.endswith(" hours.")
    assert asked(other).status_code == 200
    assert [Client().get(ROWS).status_code for _ in range(4)] == [200] * 4


def test_whoever_has_a_key_sees_how_much_of_the_quota_is_used(settings: Any) -> None:
    settings.DATA_REQUESTS_PER_DAY = 2000
    trees()
    person = Person.objects.create(name="Amina")
    key = a_key(person)
    asked(key)
    page = signed_in(person).get("/en/my/keys/").content.decode()
    assert "Questions to data sets in the last 24 hours: 1 of 2,000." in page
