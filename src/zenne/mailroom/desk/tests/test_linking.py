"""A letter is linked to a record of another module, and shows of it what the reader may see."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from zenne.core.access.public import (
    Asker,
    RecordKind,
    RecordUnknown,
    ShownRecord,
    all_permissions,
    register_record_kind,
)
from zenne.core.audit.public import AuditRecord
from zenne.mailroom.answers.actions.merge_letters import merge_letters
from zenne.mailroom.answers.models import LinkedRecord
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.tests.builders import a_letter, make_colleague
from zenne.mailroom.desk.tests.browsers import in_team
from zenne.mailroom.letters.models import Letter

pytestmark = pytest.mark.django_db
HIVE = uuid4()
KINDS = "zenne.core.access.linked_records._kinds"
SECRET = next(each for each in all_permissions() if each.code == "audit.read")


def find(asker: Asker, typed: str) -> UUID:
    if typed != "H3":
        raise RecordUnknown("There is no such hive.")
    return HIVE


def show(asker: Asker, record: UUID) -> ShownRecord | None:
    return ShownRecord("Hive <3>", "full", "/hives/3/") if asker.purpose == "answer" else None


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KINDS, {})
    register_record_kind(RecordKind("hive", "Hive", "Linked to a hive", "Number", ANSWER_LETTERS, find, show))


def fresh_letter(text: str = "Goedendag, de bijen?\n", **headers: str) -> Letter:
    return a_letter(text, now=timezone.now() - timedelta(minutes=5), **headers)


def page_of(letter: Letter) -> str:
    return f"/en/staff/letters/{letter.thread.uuid}/"


def test_a_record_is_linked_by_what_people_know_it_by_and_unlinked_again() -> None:
    letter, browser = fresh_letter(), in_team("Jonas")

    linked = browser.post(f"{page_of(letter)}link/", {"kind": "hive", "reference": "H3"}, follow=True)
    assert b"The link is made." in linked.content
    assert b'href="/hives/3/">Hive &lt;3&gt;</a>' in linked.content
    assert b"full" in linked.content
    again = browser.post(f"{page_of(letter)}link/", {"kind": "hive", "reference": "H3"})
    assert again.status_code == 302
    link = LinkedRecord.objects.get()

    gone = browser.post(f"{page_of(letter)}unlink/", {"link": link.pk}, follow=True)
    assert b"The link is taken away." in gone.content
    assert b"/hives/3/" not in gone.content
    done = AuditRecord.objects.filter(action__in=["letters.link", "letters.unlink"])
    assert [each.action for each in done.order_by("pk")] == ["letters.link", "letters.link", "letters.unlink"]
    assert {each.details["record"] for each in done} == {str(HIVE)}


@pytest.mark.parametrize(
    ("kind", "typed", "status", "said"),
    [
        ("hive", "H4", 422, "There is no such hive."),
        ("hive", " ", 422, "Type the code."),
        ("hive", "x" * 201, 422, "x" * 201),
        ("dragon", "H3", 409, "Nothing can be linked with this."),
    ],
)
def test_what_names_nothing_is_shown_again_with_what_is_wrong(kind: str, typed: str, status: int, said: str) -> None:
    letter, browser = fresh_letter(), in_team("Jonas")

    refused = browser.post(f"{page_of(letter)}link/", {"kind": kind, "reference": typed})

    assert refused.status_code == status
    assert said in refused.content.decode()
    assert not LinkedRecord.objects.exists()


def test_a_reader_who_may_not_see_it_knows_only_that_there_is_one() -> None:
    letter, browser = fresh_letter(), in_team("Jonas")
    browser.post(f"{page_of(letter)}link/", {"kind": "hive", "reference": "H3"})
    register_record_kind(RecordKind("hive", "Hive", "Linked to a hive", "Number", SECRET, find, show))

    page = browser.get(page_of(letter)).content

    assert b"Linked to a hive" in page
    assert b"/hives/3/" not in page
    assert b'name="reference"' not in page
    assert browser.post(f"{page_of(letter)}link/", {"kind": "hive", "reference": "H4"}).status_code == 422


def test_a_kind_that_no_module_has_any_more_does_not_stop_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    letter, browser = fresh_letter(), in_team("Jonas")
    browser.post(f"{page_of(letter)}link/", {"kind": "hive", "reference": "H3"})
    monkeypatch.setattr(KINDS, {})

    assert browser.get(page_of(letter)).status_code == 200


@pytest.mark.parametrize("named", ["", "0", "-1", "x", "9" * 30])
def test_a_link_that_is_none_is_taken_away_without_a_word(named: str) -> None:
    letter, browser = fresh_letter(), in_team("Jonas")
    other = fresh_letter("Iets anders.\n", Subject="Anders", Message_ID="<two@x>")
    browser.post(f"{page_of(other)}link/", {"kind": "hive", "reference": "H3"})

    assert browser.post(f"{page_of(letter)}unlink/", {"link": named}).status_code == 302
    assert browser.post(f"{page_of(letter)}unlink/", {"link": LinkedRecord.objects.get().pk}).status_code == 302
    assert LinkedRecord.objects.exists()


def test_letters_that_are_put_together_keep_their_links_each_once() -> None:
    first, second = fresh_letter(), fresh_letter("Nog iets.\n", Subject="Anders", Message_ID="<two@x>")
    for letter in (first, second):
        LinkedRecord.objects.create(thread=letter.thread, kind="hive", record=HIVE, linked_at=timezone.now())
    LinkedRecord.objects.create(thread=first.thread, kind="hive", record=uuid4(), linked_at=timezone.now())

    merge_letters(asker=make_colleague(), thread=first.thread.uuid, into=second.thread.uuid, now=timezone.now())

    assert LinkedRecord.objects.filter(thread=second.thread).count() == 2


def test_letters_of_other_teams_are_linked_to_nothing() -> None:
    letter, stranger = fresh_letter(), in_team("Mo", team="mobility")

    for page, typed in (("link", {"kind": "hive", "reference": "H3"}), ("unlink", {"link": "1"})):
        assert stranger.post(f"{page_of(letter)}{page}/", typed).status_code == 404
    assert not LinkedRecord.objects.exists()
