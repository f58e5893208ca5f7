"""What is erased when its time is over, and when a person asks for it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from zenne.core.access.public import NOBODY, SYSTEM, NotAllowed, PurposeNeeded, SignInNeeded
from zenne.core.audit.public import AuditRecord, verify_chain
from zenne.core.languages.public import Translated
from zenne.core.personal_data.public import Blank, KeptWhile, declarations
from zenne.core.rights import erasing
from zenne.core.rights.public import (
    NoPerson,
    NoReason,
    NotForOneself,
    NotOneself,
    erase_expired,
    erase_own_data,
    erase_person,
    prepare_erasure,
    view_person_data,
)
from zenne.core.rights.tests.builders import ANNA, LETTERS, declared, letter_rows, letters, person, write_letters

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
NOBODYS = Translated({"en": "-"})


def days_left() -> list[date]:
    return list(letter_rows()._base_manager.order_by("date").values_list("date", flat=True))


def test_what_was_kept_long_enough_is_erased_in_batches_and_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasing, "ROWS_AT_ONCE", 3)
    write_letters(*(date(2025, 11, 10) + timedelta(days=number) for number in range(20)))
    with declared(monkeypatch, letters()):
        assert erase_expired(now=NOW) == {LETTERS: 14}
        assert erase_expired(now=NOW) == {}
    assert days_left()[0] == date(2025, 11, 24)
    written = AuditRecord.objects.filter(action="personal-data.expire", thing=LETTERS)
    assert sorted(each.details["rows"] for each in written) == [2, 3, 3, 3, 3]
    assert verify_chain().is_whole


def test_rows_can_be_blanked_instead_and_are_then_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    write_letters(date(2020, 1, 1), date(2021, 1, 1), date(2026, 1, 1))
    blanked = letters(on_expiry=Blank({"name": NOBODYS}))
    with declared(monkeypatch, blanked):
        assert erase_expired(now=NOW) == {LETTERS: 2}
        assert erase_expired(now=NOW) == {}
    assert [row.name["en"] for row in letter_rows()._base_manager.order_by("date")] == ["-", "-", ANNA]  # type: ignore[attr-defined]


def test_what_is_kept_while_something_lasts_is_never_due(monkeypatch: pytest.MonkeyPatch) -> None:
    write_letters(date(2000, 1, 1))
    with declared(monkeypatch, letters(retention=KeptWhile("While it rains."))):
        assert erase_expired(now=NOW) == {}


def test_a_person_erases_their_own_data_and_is_told_what_the_law_keeps(monkeypatch: pytest.MonkeyPatch) -> None:
    write_letters(date(2026, 1, 1), date(2026, 1, 2))
    write_letters(date(2026, 1, 3), by="person:other")
    with declared(monkeypatch, letters()):
        erase_own_data(asker=person(ANNA), person=ANNA)
        result = erase_own_data(asker=person(ANNA), person=ANNA)
    assert days_left() == [date(2026, 1, 3)]
    [kept] = result
    assert (kept.label, kept.erased, kept.kept) == ("audit.AuditRecord", 0, 1)
    assert str(kept.law).startswith("GDPR, article 17(3)")
    assert "misuse" in str(kept.reason)
    assert "10 years after each use" in str(kept.until)
    [_, written] = AuditRecord.objects.filter(about=ANNA, action="personal-data.erase").order_by("pk")
    assert written.details == {"audit.AuditRecord": {"erased": 0, "kept": 1}}


def test_nobody_erases_the_data_of_others_without_the_permission_and_a_purpose(monkeypatch: pytest.MonkeyPatch) -> None:
    write_letters(date(2026, 1, 1))
    with declared(monkeypatch, letters()):
        for asker, error in (
            (NOBODY, SignInNeeded),
            (person("person:bob"), NotAllowed),
            (person("person:bob", "personal-data.erase"), PurposeNeeded),
        ):
            with pytest.raises(error):
                erase_person(asker=asker, person=ANNA, because="a letter")
        with pytest.raises(NotOneself):
            erase_own_data(asker=person("person:bob"), person=ANNA)
        with pytest.raises(NoPerson):
            erase_person(asker=SYSTEM, person="key:1", because="a letter")
        assert days_left()
        bob = person("person:bob", "personal-data.erase", purpose="rights")
        [letter] = erase_person(asker=bob, person=ANNA, because="a letter")
    assert (letter.label, letter.erased) == (LETTERS, 1)


def test_the_data_of_others_is_erased_for_a_reason_which_is_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    write_letters(date(2026, 1, 1))
    bob = person("person:bob", "personal-data.erase", purpose="rights")
    with declared(monkeypatch, letters()):
        for nothing in ("", " \n\t"):
            with pytest.raises(NoReason):
                erase_person(asker=bob, person=ANNA, because=nothing)
        with pytest.raises(NotForOneself):
            erase_person(asker=bob, person=bob.key, because="a letter")
        assert days_left()
        erase_person(asker=bob, person=ANNA, because=" by letter,\n file 12 " + "x" * 900)
    details = AuditRecord.objects.get(about=ANNA, action="personal-data.erase").details
    assert details[LETTERS] == {"erased": 1, "kept": 0}
    assert details["because"].startswith("by letter, file 12 x")
    assert len(details["because"]) == 500


def test_what_is_kept_is_seen_before_it_is_erased_and_the_look_is_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    write_letters(date(2026, 1, 1), date(2026, 1, 2))
    bob = person("person:bob", "personal-data.erase", "personal-data.export", purpose="rights")
    with declared(monkeypatch, letters()):
        [letter] = view_person_data(asker=bob, person=ANNA)
        [same, log] = sorted(prepare_erasure(asker=bob, person=ANNA), key=lambda each: bool(each.kept))
    assert (letter.title, letter.rows, letter.kept, letter.is_blanked) == ("Letters", 2, None, False)
    assert same == letter
    assert log.kept is not None
    assert str(log.kept.law).startswith("GDPR, article 17(3)")
    assert AuditRecord.objects.filter(about=ANNA, action="personal-data.view").count() == 2


@pytest.mark.parametrize("look", [view_person_data, prepare_erasure])
def test_nobody_looks_without_the_permission_and_a_purpose(look: Any) -> None:
    for asker, error in (
        (NOBODY, SignInNeeded),
        (person("person:bob"), NotAllowed),
        (person("person:bob", "personal-data.erase", "personal-data.export"), PurposeNeeded),
    ):
        with pytest.raises(error):
            look(asker=asker, person=ANNA)
    for key in ("person:", "key:1", ""):
        with pytest.raises(NoPerson):
            look(asker=SYSTEM, person=key)
    assert not AuditRecord.objects.exists()


def test_a_model_that_cannot_be_erased_undoes_everything_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    write_letters(date(2026, 1, 1))
    broken = letters(model="nowhere.Thing")
    with declared(monkeypatch, broken, letters()), pytest.raises(LookupError):
        erase_person(asker=SYSTEM, person=ANNA, because="a letter")
    assert days_left()
    assert not AuditRecord.objects.filter(action="personal-data.erase", about=ANNA).exists()


def test_records_of_the_audit_log_are_declared_to_be_kept() -> None:
    assert "audit.AuditRecord" in [each.label for each in declarations()]
