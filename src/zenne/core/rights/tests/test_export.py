"""The copy that a person takes of their data."""

import json
import zipfile
from collections.abc import Iterable
from datetime import date, timedelta
from io import BytesIO

import pytest

from zenne.core.access.public import NotAllowed, PurposeNeeded
from zenne.core.audit.public import AuditRecord, address_key, learn_address, record
from zenne.core.rights.public import NoPerson, NotOneself, export_own_data, export_person
from zenne.core.rights.tests.builders import ANNA, LETTERS, declared, letters, person, write_letters

pytestmark = pytest.mark.django_db
SCRIPT = "person:<script>"


def opened(pieces: Iterable[bytes]) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(b"".join(pieces))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_a_person_takes_a_copy_as_json_and_as_a_page_and_it_is_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    write_letters(date(2026, 1, 1), date(2026, 1, 2))
    write_letters(date(2026, 1, 3), by="person:other")
    with declared(monkeypatch, letters()):
        files = opened(export_own_data(asker=person(ANNA), person=ANNA, language="en"))
    assert sorted(files) == ["data.html", "data.json"]
    made = json.loads(files["data.json"])
    assert made["person"] == ANNA
    assert [row["date"] for row in made["data"][LETTERS]["rows"]] == ["2026-01-01", "2026-01-02"]
    assert made["data"][LETTERS]["purpose"] == "To answer."
    [row] = made["data"]["audit.AuditRecord"]["rows"]
    assert row["action"] == "personal-data.export"
    assert '<html lang="en">' in files["data.html"]
    assert "<h2>Letters</h2>" in files["data.html"]
    assert files["data.html"].count("<table>") == 3
    assert "person:other" not in str(files)
    assert AuditRecord.objects.filter(about=ANNA, action="personal-data.export").count() == 1


def test_what_was_recorded_about_an_address_stands_in_the_copy_with_the_key_of_that_address() -> None:
    key = address_key("anna@example.org")
    record(asker=person("person:bob"), action="letters.read", about=key, thing="letter:1")
    learn_address(person=ANNA, address="anna@example.org")

    files = opened(export_own_data(asker=person(ANNA), person=ANNA, language="en"))

    rows = json.loads(files["data.json"])["data"]["audit.AuditRecord"]["rows"]
    [read] = [row for row in rows if row["thing"] == "letter:1"]
    assert read["about"] == key
    assert "asker_key" not in read
    assert key in files["data.html"]


def test_a_copy_holds_no_markup_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    write_letters(date(2026, 1, 1), by=SCRIPT)
    with declared(monkeypatch, letters()):
        files = opened(export_own_data(asker=person(SCRIPT), person=SCRIPT, language="nl"))
    assert "<script>" not in files["data.html"]
    assert json.loads(files["data.json"])["person"] == SCRIPT
    assert '<html lang="nl">' in files["data.html"]


def test_the_copy_of_others_needs_a_permission_and_a_purpose() -> None:
    for asker, error in (
        (person("person:bob"), NotAllowed),
        (person("person:bob", "personal-data.export"), PurposeNeeded),
    ):
        with pytest.raises(error):
            export_person(asker=asker, person=ANNA, language="en")
    bob = person("person:bob", "personal-data.export", purpose="rights")
    for key in ("person:", "key:1", ""):
        with pytest.raises(NoPerson):
            export_person(asker=bob, person=key, language="en")
    with pytest.raises(NotOneself):
        export_own_data(asker=bob, person=ANNA, language="en")
    assert json.loads(opened(export_person(asker=bob, person=ANNA, language="en"))["data.json"])["person"] == ANNA


def test_a_large_copy_is_sent_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    write_letters(*(date(1900, 1, 1) + timedelta(days=number) for number in range(1500)))
    with declared(monkeypatch, letters()):
        pieces = list(export_own_data(asker=person(ANNA), person=ANNA, language="en"))
    assert len(pieces) > 1
    assert len(json.loads(opened(pieces)["data.json"])["data"][LETTERS]["rows"]) == 1500
