"""Somebody with all rights on the database tampers with it, and the verification names the first wrong row."""

# ruff: noqa: S608 - the statements are made of names and numbers of these tests

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from zenne.core.audit.actions.record import canonical
from zenne.core.audit.checkpoints import checkpoint_file
from zenne.core.audit.models import HASHED, AuditLink, AuditRecord
from zenne.core.audit.public import Damage, Finding, verify_chain, write_checkpoint
from zenne.core.audit.rules.chain import canonical_moment, digest_of, link_hash
from zenne.core.audit.tests.builders import execute, write

pytestmark = pytest.mark.usefixtures("own_log")
ROW = "(SELECT record_id FROM audit_auditlink WHERE number = {})"


def finding() -> tuple[int, Damage] | None:
    found = verify_chain().finding
    return None if found is None else (found.number, found.damage)


def test_an_untouched_log_is_whole() -> None:
    assert verify_chain().links == 0
    write(5)
    seen = verify_chain()
    assert (seen.links, seen.number, seen.finding) == (5, 5, None)
    assert AuditLink.objects.get(number=5).hash == seen.hash


@pytest.mark.parametrize("column", [name for name in HASHED if name != "at"])
def test_a_changed_column_is_found(column: str) -> None:
    write(4)
    execute(f"UPDATE audit_auditrecord SET {column} = 'x' WHERE id = {ROW.format(3)}")
    assert finding() == (3, Damage.CHANGED)


def test_a_changed_moment_is_found() -> None:
    write(4)
    execute(f"UPDATE audit_auditrecord SET at = '2020-01-01 00:00:00' WHERE id = {ROW.format(2)}")
    assert finding() == (2, Damage.CHANGED)


def test_a_changed_record_with_a_new_digest_is_found() -> None:
    write(4)
    execute(f"UPDATE audit_auditrecord SET action = 'letters.write', digest = 'new' WHERE id = {ROW.format(2)}")
    assert finding() == (2, Damage.CHANGED)
    execute("UPDATE audit_auditlink SET digest = 'new' WHERE number = 2")
    assert finding() == (2, Damage.BROKEN)


def test_a_missing_record_a_missing_link_and_a_missing_beginning_are_found() -> None:
    write(5)
    execute(f"DELETE FROM audit_auditrecord WHERE id = {ROW.format(4)}")
    assert finding() == (4, Damage.MISSING_RECORD)
    execute("DELETE FROM audit_auditlink WHERE number = 3")
    assert finding() == (3, Damage.MISSING_LINK)
    execute("DELETE FROM audit_auditlink WHERE number = 1")
    assert finding() == (1, Damage.MISSING_LINK)


def test_two_records_that_changed_places_are_found() -> None:
    write(5)
    execute(
        "UPDATE audit_auditlink SET number = 99 WHERE number = 2",
        "UPDATE audit_auditlink SET number = 2 WHERE number = 4",
        "UPDATE audit_auditlink SET number = 4 WHERE number = 99",
    )
    assert finding() == (2, Damage.BROKEN)


def test_a_record_beside_the_chain_is_found() -> None:
    [first, *_] = write(3)
    columns = ", ".join([*HASHED, "digest"])
    execute(f"INSERT INTO audit_auditrecord ({columns}) SELECT {columns} FROM audit_auditrecord WHERE id = {first.pk}")
    outside = AuditRecord.objects.latest("pk")
    assert finding() == (outside.pk, Damage.OUTSIDE)
    assert str(Finding(7, Damage.OUTSIDE)).startswith("record 7:")


def test_a_tail_that_was_cut_off_is_found_back_to_the_last_checkpoint() -> None:
    write(3)
    write_checkpoint()
    write(2)
    cut_off_after(3)
    assert finding() is None
    cut_off_after(2)
    assert finding() == (3, Damage.CUT_OFF)
    execute("DELETE FROM audit_auditcheckpoint")
    assert finding() == (3, Damage.CUT_OFF), "the file says it too"
    checkpoint_file().unlink()
    assert finding() is None


def cut_off_after(number: int) -> None:
    execute(
        f"DELETE FROM audit_auditlink WHERE number > {number}",
        "DELETE FROM audit_auditrecord WHERE id NOT IN (SELECT record_id FROM audit_auditlink)",
    )


def test_a_chain_that_was_made_anew_from_some_record_on_is_found_by_its_checkpoint() -> None:
    write(4)
    write_checkpoint()
    forge(2)
    assert finding() == (4, Damage.REWRITTEN)


def forge(begin: int) -> None:
    """Change a record and compute all hashes after it anew, which anybody can who knows how."""
    statements, previous = [], AuditLink.objects.get(number=begin - 1).hash
    for link in AuditLink.objects.filter(number__gte=begin).select_related("record").order_by("number"):
        link.record.thing = "letter:9"
        digest = digest_of([canonical(getattr(link.record, name)) for name in HASHED])
        previous = link_hash(number=link.number, previous=previous, at=canonical_moment(link.at), digest=digest)
        statements += [
            f"UPDATE audit_auditrecord SET thing = 'letter:9', digest = '{digest}' WHERE id = {link.record_id}",
            f"UPDATE audit_auditlink SET digest = '{digest}', hash = '{previous}' WHERE number = {link.number}",
        ]
    execute(*statements)


def test_a_forged_checkpoint_is_found_and_a_new_secret_key_keeps_the_old_signatures(settings: Settings) -> None:
    write(2)
    write_checkpoint()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new key " * 5
    assert finding() is None
    execute("UPDATE audit_auditcheckpoint SET number = 1")
    assert finding() == (1, Damage.FORGED)


def test_a_line_of_the_file_that_a_crash_cut_off_is_left_out_and_a_changed_one_is_found() -> None:
    write(2)
    assert write_checkpoint() == write_checkpoint()
    with checkpoint_file().open("a") as file:
        file.write('{"number": 3, "ha')
    assert finding() is None
    with checkpoint_file().open("a") as file:
        file.write("\n")
    assert finding() == (0, Damage.FORGED)


def test_after_ten_years_a_record_may_go_and_the_chain_stays_whole() -> None:
    write(3)
    old = timezone.now() - timedelta(days=3660)
    [first, second, _] = AuditRecord.objects.order_by("pk")
    age(first, canonical_moment(old), begin=1)
    AuditRecord._base_manager.filter(pk=first.pk).delete()
    assert finding() is None
    assert AuditRecord.objects.count() == 2
    execute(f"DELETE FROM audit_auditrecord WHERE id = {second.pk}")
    assert finding() == (2, Damage.MISSING_RECORD)


def test_a_city_that_keeps_records_longer_misses_one_that_is_gone_after_ten_years(settings: Settings) -> None:
    settings.AUDIT_YEARS = 20
    write(2)
    [first, _] = AuditRecord.objects.order_by("pk")
    age(first, canonical_moment(timezone.now() - timedelta(days=3660)), begin=1)
    AuditRecord._base_manager.filter(pk=first.pk).delete()

    assert finding() == (1, Damage.MISSING_RECORD)


def age(record: AuditRecord, moment: str, *, begin: int) -> None:
    """Make a record old, and the chain after it anew."""
    execute(
        f"UPDATE audit_auditrecord SET at = '{moment}' WHERE id = {record.pk}",
        f"UPDATE audit_auditlink SET at = '{moment}' WHERE number = {begin}",
    )
    rehash()


def rehash() -> None:
    statements, previous = [], ""
    for link in AuditLink.objects.select_related("record").order_by("number"):
        digest = digest_of([canonical(getattr(link.record, name)) for name in HASHED])
        previous = link_hash(number=link.number, previous=previous, at=canonical_moment(link.at), digest=digest)
        statements += [
            f"UPDATE audit_auditrecord SET digest = '{digest}' WHERE id = {link.record_id}",
            f"UPDATE audit_auditlink SET digest = '{digest}', hash = '{previous}' WHERE number = {link.number}",
        ]
    execute(*statements)


def test_the_command_names_the_first_wrong_row_and_checks_a_head_that_was_written_down() -> None:
    assert "empty" in told("checkpoint")
    write(3)
    head = told("checkpoint").split("Head: ")[1].strip()
    assert told("verify").splitlines()[1] == f"Head: {head}"
    assert "3 records" in told("verify", "--head", head)
    with pytest.raises(CommandError, match="number 2: the chain has another hash"):
        told("verify", "--head", "2:abc")
    with pytest.raises(CommandError, match="write NUMBER:HASH"):
        told("verify", "--head", "abc")
    execute(f"UPDATE audit_auditrecord SET about = '' WHERE id = {ROW.format(2)}")
    with pytest.raises(CommandError, match=r"First wrong row: number 2: the record was changed\."):
        told("verify")


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("audit", *arguments, stdout=out)
    return out.getvalue()
