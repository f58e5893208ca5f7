"""What a record says, and when there is one."""

# ruff: noqa: S608 - the statements are made of names and numbers of these tests

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from zenne.core.access.public import SYSTEM
from zenne.core.audit.models import AuditCheckpoint, AuditLink
from zenne.core.audit.public import (
    AppendOnly,
    AuditRecord,
    OutsideTransaction,
    WrongRecord,
    accesses_of,
    record,
    records_about,
    verify_chain,
    write_checkpoint,
)
from zenne.core.audit.tests.builders import ANNA, CLERK, write


@pytest.mark.django_db
def test_a_record_says_who_did_what_with_whose_data(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        written = record(asker=CLERK, action="letters.read", about=ANNA, thing="letter:1", details={"b": 1, "a": "é"})
    found = AuditRecord.objects.get(pk=written.pk)
    assert (found.asker_key, found.asker_name, found.roles) == ("person:clerk", "An Peeters", ["desk-worker"])
    assert (found.action, found.about, found.thing) == ("letters.read", ANNA, "letter:1")
    assert (found.purpose, found.task, found.details) == ("move", "M-12", {"a": "é", "b": 1})
    assert timezone.now() - found.at < timedelta(minutes=1)


@pytest.mark.django_db
def test_a_person_reads_what_others_did_with_their_data() -> None:
    [read] = write()
    [own] = write(asker=SYSTEM, about=ANNA)
    write(about="person:other")
    with transaction.atomic():
        record(asker=type(CLERK)(CLERK.kind, ANNA), action="accounts.sign-in", about=ANNA)
    assert list(accesses_of(ANNA)) == [own, read]
    assert records_about(ANNA).count() == 3
    assert not records_about("").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "parts",
    [
        {"action": "read"},
        {"action": "Letters.Read"},
        {"details": {"x": object()}},
        {"thing": "x" * 121},
        {"about": "x" * 81},
    ],
)
def test_a_record_of_another_form_is_refused(parts: dict[str, Any]) -> None:
    with pytest.raises(WrongRecord):
        write(**parts)


@pytest.mark.usefixtures("own_log")
def test_a_record_lives_and_dies_with_the_transaction_of_its_fact() -> None:
    with pytest.raises(OutsideTransaction):
        record(asker=CLERK, action="letters.read")
    with transaction.atomic():
        record(asker=CLERK, action="letters.read", thing="letter:1")
        with suppress(WrongRecord), transaction.atomic():
            record(asker=CLERK, action="letters.read", thing="letter:2")
            record(asker=CLERK, action="wrong")
        record(asker=CLERK, action="letters.read", thing="letter:3")
    with suppress(WrongRecord), transaction.atomic():
        record(asker=CLERK, action="letters.read", thing="letter:4")
        record(asker=CLERK, action="wrong")
    write(thing="letter:5")
    assert list(AuditLink.objects.order_by("number").values_list("number", "record__thing")) == [
        (1, "letter:1"),
        (2, "letter:3"),
        (3, "letter:5"),
    ]
    assert verify_chain().is_whole


@pytest.mark.usefixtures("own_log")
def test_neither_the_models_nor_the_database_change_or_remove_a_row() -> None:
    [written] = write()
    write_checkpoint()
    for forbidden in (
        written.save,
        written.delete,
        AuditRecord.objects.all().delete,
        lambda: AuditRecord.objects.update(action="letters.write"),
        lambda: AuditLink.objects.update(hash=""),
    ):
        with pytest.raises(AppendOnly):
            forbidden()
    for table in ("audit_auditrecord", "audit_auditlink", "audit_auditcheckpoint"):
        refuses(f"DELETE FROM {table}")
        refuses(f"UPDATE {table} SET at = at")
        if connection.vendor == "postgresql":
            refuses(f"TRUNCATE {table} CASCADE")
    refuses(
        "INSERT INTO audit_auditlink (number, record_id, at, digest, hash) SELECT 7, 7, at, '', '' FROM audit_auditlink"
    )
    if connection.vendor == "sqlite":
        refuses("INSERT OR REPLACE INTO audit_auditrecord SELECT * FROM audit_auditrecord")
        refuses("INSERT OR REPLACE INTO audit_auditlink SELECT * FROM audit_auditlink")
        refuses("INSERT OR REPLACE INTO audit_auditcheckpoint SELECT * FROM audit_auditcheckpoint")
    assert verify_chain().is_whole
    assert AuditCheckpoint.objects.count() == 1


def refuses(statement: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
