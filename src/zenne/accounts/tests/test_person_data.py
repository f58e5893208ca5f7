"""A data steward takes a copy of somebody's data for them, and has it erased at their request."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from zenne.accounts.models import Person, Session
from zenne.accounts.tests.builders import a_person, at_work, signed_in
from zenne.core.audit.public import AuditRecord, accesses_of
from zenne.core.rights.public import erase_expired

pytestmark = pytest.mark.django_db
SURE = {"because": "By letter, file 2026/12", "sure": "yes"}


def steward() -> Client:
    return at_work(a_person("Sofia", roles=("data-steward",)))


def actions_about(person: Person) -> list[str]:
    return [record.action for record in AuditRecord.objects.filter(about=person.key).order_by("pk")]


def test_the_person_is_found_from_the_menu_of_the_workplace_and_from_their_card() -> None:
    ada, browser = a_person("Ada Lovelace"), steward()
    data = f'href="/en/staff/people/{ada.uuid}/data/"'
    assert 'href="/en/staff/rights/"' in browser.get("/en/staff/").content.decode()
    assert data in browser.get("/en/staff/rights/?q=lovelace").content.decode()
    assert data in browser.get(f"/en/staff/people/{ada.uuid}/").content.decode()
    desk = at_work(a_person("Jo", roles=("desk-worker",)))
    assert data not in desk.get(f"/en/staff/people/{ada.uuid}/").content.decode()


def test_the_page_shows_what_is_kept_without_the_data_and_the_person_sees_who_looked() -> None:
    ada = a_person("Ada <script>", email="ada@example.org")
    shown = steward().get(f"/en/staff/people/{ada.uuid}/data/").content.decode()
    assert "Accounts" in shown
    assert "1 entry" in shown
    assert "Three years after you were here last." in shown
    assert "<script>" not in shown.split("<main", 1)[1]
    assert "ada@example.org" not in shown
    assert [record.action for record in accesses_of(ada.key)] == ["personal-data.view"]
    assert "Looked at which data is kept" in signed_in(ada).get("/en/my/history/").content.decode()


def test_the_copy_is_in_the_language_of_the_person_and_written_down() -> None:
    ada = a_person("Ada", email="ada@example.org")
    answer = steward().post(f"/en/staff/people/{ada.uuid}/data/copy/", {"language": "fr"})
    assert answer["Content-Type"] == "application/zip"
    assert "Ada" not in answer["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer)))
    assert archive.testzip() is None
    assert '<html lang="fr">' in archive.read("data.html").decode()
    made = json.loads(archive.read("data.json"))
    assert made["person"] == ada.key
    assert made["data"]["accounts.Person"]["rows"][0]["email"] == "ada@example.org"
    assert actions_about(ada) == ["personal-data.export"]


@pytest.mark.parametrize("language", ["", "xx", "../../etc/passwd", "\0", "en" * 9000])
def test_a_language_that_nobody_speaks_is_that_of_the_page(language: str) -> None:
    answer = steward().post(f"/nl/staff/people/{a_person().uuid}/data/copy/", {"language": language})
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer)))
    assert '<html lang="nl">' in archive.read("data.html").decode()


def test_before_erasing_one_sees_what_goes_and_what_the_law_keeps() -> None:
    ada, browser = a_person("Ada"), steward()
    browser.get(f"/en/staff/people/{ada.uuid}/")
    shown = browser.get(f"/en/staff/people/{ada.uuid}/data/erase/").content.decode()
    going, staying = shown.split('id="going"')[1].split('id="staying"')
    assert "Accounts" in going
    assert "Who used whose data" not in going
    assert "Who used whose data" in staying
    assert "GDPR, article 17(3)" in staying
    assert Person.objects.filter(pk=ada.pk).exists()


def test_erasure_takes_the_account_and_its_sessions_and_is_written_down_with_its_reason() -> None:
    ada = a_person("Ada", email="ada@example.org")
    her_browser = signed_in(ada)
    answer = steward().post(f"/en/staff/people/{ada.uuid}/data/erase/", SURE, follow=True)
    assert answer.status_code == 200
    assert "The data is erased" in answer.content.decode()
    assert not Person.objects.filter(pk=ada.pk).exists()
    assert not Session.objects.filter(person=ada.pk).exists()
    assert her_browser.get("/en/my/").status_code == 302
    record = AuditRecord.objects.get(about=ada.key, action="personal-data.erase")
    assert record.details["because"] == SURE["because"]
    assert (record.purpose, record.asker_name) == ("answer", "Sofia")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Write in a few words"),
        ({"sure": "yes"}, "Write in a few words"),
        ({"sure": "yes", "because": " \n "}, "Write in a few words"),
        ({"because": "By letter"}, "Nothing was erased."),
        ({"sure": "yes", "because": "x" * 501}, "at most 500"),
        ({"sure": "yes", "because": "a\0b"}, "Null characters"),
    ],
)
def test_nothing_is_erased_without_a_reason_and_a_tick(typed: dict[str, str], words: str) -> None:
    ada = a_person("Ada")
    answer = steward().post(f"/en/staff/people/{ada.uuid}/data/erase/", typed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Person.objects.filter(pk=ada.pk).exists()
    assert "personal-data.erase" not in actions_about(ada)


def test_what_was_typed_stays_and_runs_nothing() -> None:
    typed = {"because": '"><script>alert(1)</script>'}
    shown = steward().post(f"/en/staff/people/{a_person().uuid}/data/erase/", typed).content.decode()
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)' in shown


def test_one_erases_oneself_on_one_s_own_page() -> None:
    sofia = a_person("Sofia", roles=("data-steward",))
    for ask in (at_work(sofia).get, at_work(sofia).post):
        answer = ask(f"/en/staff/people/{sofia.uuid}/data/erase/", SURE)
        assert answer.headers["Location"] == "/en/my/data/"
    assert Person.objects.filter(pk=sofia.pk).exists()


@pytest.mark.parametrize("path", ["data/", "data/copy/", "data/erase/"])
@pytest.mark.parametrize("role", ["desk-worker", "administrator", "partner"])
def test_others_are_refused(path: str, role: str) -> None:
    ada, browser = a_person("Ada"), at_work(a_person("Jo", roles=(role,)))
    for ask in (browser.get, browser.post):
        assert ask(f"/en/staff/people/{ada.uuid}/{path}", SURE).status_code == 403
    assert Person.objects.filter(pk=ada.pk).exists()
    assert actions_about(ada) == []


@pytest.mark.parametrize("path", ["data/", "data/copy/", "data/erase/"])
def test_without_a_purpose_one_is_asked_for_it_first(path: str) -> None:
    ada, browser = a_person("Ada"), signed_in(a_person("Sofia", roles=("data-steward",)))
    for ask in (browser.get, browser.post):
        answer = ask(f"/en/staff/people/{ada.uuid}/{path}", SURE)
        assert answer.headers["Location"].startswith("/en/staff/purpose/?next=")
    assert Person.objects.filter(pk=ada.pk).exists()
    assert actions_about(ada) == []


@pytest.mark.parametrize("who", ["5f0c2a9e-6f0b-4d8c-9a51-3f7d1c9b7e42", "x", "1", "' OR 1=1 --", "%00", "../../my"])
@pytest.mark.parametrize("path", ["data/", "data/copy/", "data/erase/"])
def test_nobody_is_not_found(who: str, path: str) -> None:
    assert steward().post(f"/en/staff/people/{who}/{path}", SURE).status_code == 404


def test_an_account_that_was_never_used_is_erased_three_years_after_it_was_made() -> None:
    old, new, here = a_person("Old"), a_person("New"), a_person("Here")
    long_ago = timezone.now() - timedelta(days=4 * 366)
    Person.objects.filter(pk__in=[old.pk, here.pk]).update(created_at=long_ago)
    Person.objects.filter(pk=here.pk).update(last_seen_at=timezone.now())
    erase_expired(now=timezone.now())
    assert set(Person.objects.values_list("name", flat=True)) == {new.name, here.name}


def test_the_language_of_a_person_is_that_in_which_they_signed_in_last() -> None:
    ada = a_person("Ada")
    for language in ("fr", "nl"):
        with translation.override(language):
            signed_in(ada)
        assert Person.objects.get(pk=ada.pk).language == language


def test_an_address_alone_copies_nothing() -> None:
    ada = a_person()
    assert steward().get(f"/en/staff/people/{ada.uuid}/data/copy/").headers["Location"].endswith("/data/")
    assert actions_about(ada) == []
