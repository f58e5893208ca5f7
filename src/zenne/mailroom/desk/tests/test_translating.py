"""Letters are read in another language, and drafts put into that of the writer, which a person reads first."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from zenne.accounts.public import Person
from zenne.catalogue.public import Branch
from zenne.core.audit.public import AuditRecord
from zenne.core.content.public import announce_change
from zenne.mailroom.answers.actions.dispatch_answer import dispatch_answer
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.tests.builders import HALF_A_MINUTE, a_letter, message_of
from zenne.mailroom.desk.tests.browsers import in_team
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.translation import engines
from zenne.mailroom.translation.ctranslate import CTranslate2
from zenne.mailroom.translation.tests.models import write_model
from zenne.workforce.public import StaffMember

pytestmark = pytest.mark.django_db
DUTCH = "Goedendag, hoe wijzig ik mijn adres bij de gemeente?\n\nik verhuis morgen\n"
FRENCH = "Bonjour, comment puis-je changer mon adresse à la commune ? Je déménage demain matin.\n"
DRAFT = {"text": "goedendag\nik verhuis morgen", "language": "nl", "signed_by": "Jonas"}


@pytest.fixture(autouse=True)
def models(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model from Dutch into French."""
    monkeypatch.setattr(engines, "ENGINES", [CTranslate2()])
    settings.DATA_FOLDER = tmp_path / "data"
    settings.TRANSLATOR_FOLDER = tmp_path / "models"
    write_model(tmp_path / "models" / "nl-fr")
    return tmp_path / "models"


def page_of(letter: Letter, browser: Client, language: str = "nl") -> bytes:
    return browser.get(address_of(letter, language)).content


def address_of(letter: Letter, language: str = "nl") -> str:
    return f"/{language}/staff/letters/{letter.thread.uuid}/"


def translation_of(letter: Letter, language: str = "fr") -> str:
    return f"/{language}/staff/letters/translated/{letter.uuid}/"


def draft() -> Answer:
    return Answer.objects.get(state=Answer.State.DRAFT)


def translate(letter: Letter, browser: Client, **said: str) -> Any:
    return browser.post(f"{address_of(letter)}translate/", {**DRAFT, **said})


def speaks(name: str, *languages: str) -> None:
    """Say which languages somebody helps people in."""
    person = Person.objects.get(name=name)
    hall = Branch.objects.create(slug="hall", kind=Branch.Kind.BRANCH, latitude=50.85, longitude=4.35, desks=1)
    StaffMember.objects.create(key="one", person=person, branch=hall, languages=list(languages))
    announce_change()


def details_of(action: str) -> dict[str, Any]:
    return AuditRecord.objects.get(action=action).details


def test_a_letter_is_read_in_the_language_of_the_page() -> None:
    letter, browser = a_letter(DUTCH), in_team("Jonas")

    assert translation_of(letter).encode() in page_of(letter, browser, "fr")
    page = browser.get(translation_of(letter)).content.decode()

    assert "je déménage demain" in page
    assert "ik verhuis morgen" in page


def test_who_had_a_letter_translated_is_written_down_without_what_it_says() -> None:
    in_team("Jonas").get(translation_of(a_letter(DUTCH)))

    assert details_of("letters.translate") == {"from": "nl", "to": "fr"}
    assert AuditRecord.objects.filter(action="letters.read").exists()


def test_no_translation_is_offered_to_whoever_reads_the_language() -> None:
    letter, browser = a_letter(DUTCH), in_team("Jonas")
    speaks("Jonas", "nl", "fr")

    assert b"staff/letters/translated/" not in page_of(letter, browser, "fr")
    assert b"staff/letters/translated/" not in page_of(letter, in_team("Sofia"), "nl")


def test_a_colleague_who_speaks_other_languages_is_offered_one() -> None:
    letter, browser = a_letter(DUTCH), in_team("Jonas")
    speaks("Jonas", "fr", "de")

    assert b"staff/letters/translated/" in page_of(letter, browser, "fr")


def test_without_a_model_nothing_is_shown(settings: Any) -> None:
    settings.TRANSLATOR_FOLDER = None
    letter, browser = a_letter(FRENCH), in_team("Jonas")
    browser.post(f"{address_of(letter)}hold/")

    assert b"translate" not in page_of(letter, browser)
    assert browser.get(translation_of(letter)).status_code == 404
    assert translate(letter, browser).status_code == 409
    assert not Answer.objects.exists()


def test_a_letter_of_another_team_is_not_translated() -> None:
    letter = a_letter(DUTCH)

    assert in_team("Sofia", "parking").get(translation_of(letter)).status_code == 404
    assert not AuditRecord.objects.filter(action="letters.translate").exists()


def test_what_cannot_be_translated_is_said_beside_the_letter(models: Path) -> None:
    letter = a_letter(DUTCH)
    (models / "nl-fr" / "model.bin").write_bytes(b"broken")
    page = in_team("Jonas").get(translation_of(letter))

    assert page.status_code == 409
    assert b"ik verhuis morgen" in page.content


def test_a_draft_is_put_into_the_language_of_the_writer_and_what_was_written_is_kept() -> None:
    letter, browser = a_letter(FRENCH), in_team("Jonas")
    browser.post(f"{address_of(letter)}hold/")

    before = page_of(letter, browser).decode()
    assert f"{address_of(letter)}translate/" in before
    assert " Frans</button>" in before
    assert translate(letter, browser).status_code == 302

    assert (draft().text, draft().language) == ("bonjour\nje déménage demain", "fr")
    assert (draft().own_text, draft().translated_from) == (DRAFT["text"], "nl")
    assert details_of("letters.translate-answer") == {"from": "nl", "to": "fr"}
    page = page_of(letter, browser).decode()
    assert 'name="is_looked_at"' in page
    assert "ik verhuis morgen" in page
    assert f"{address_of(letter)}translate/" not in page


def test_a_translation_is_not_sent_before_somebody_says_that_they_read_it() -> None:
    letter, browser = a_letter(FRENCH), in_team("Jonas")
    translate(letter, browser)
    said = {**DRAFT, "text": "Bonjour. Je vois.", "language": "fr", "do": "send"}

    refused = browser.post(f"{address_of(letter)}answer/", said)

    assert refused.status_code == 409
    assert b"Je vois." in refused.content
    assert draft().state == Answer.State.DRAFT
    assert browser.post(f"{address_of(letter)}answer/", {**said, "is_looked_at": "on"}).status_code == 302


def test_what_is_sent_says_that_a_machine_translated_it_and_so_does_the_record() -> None:
    letter, browser = a_letter(FRENCH), in_team("Jonas")
    translate(letter, browser)
    said = {**DRAFT, "text": "Bonjour.", "language": "fr", "do": "send", "is_looked_at": "on"}
    browser.post(f"{address_of(letter)}answer/", said)
    answer = Answer.objects.get()
    dispatch_answer(answer.uuid, now=timezone.now() + HALF_A_MINUTE)
    answer.refresh_from_db()

    assert answer.translated_from == "nl"
    assert details_of("letters.send-answer") == {"translated_from": "nl"}
    assert "machine" in message_of(answer).text
    assert "Translated by a machine" in page_of(letter, browser, "en").decode()


def test_an_answer_of_a_person_says_nothing_of_machines() -> None:
    letter, browser = a_letter(FRENCH), in_team("Jonas")
    browser.post(f"{address_of(letter)}answer/", {**DRAFT, "do": "send"})
    answer = Answer.objects.get()
    dispatch_answer(answer.uuid, now=timezone.now() + HALF_A_MINUTE)
    answer.refresh_from_db()

    assert "machine" not in message_of(answer).text


def test_a_translation_is_not_translated_again_until_the_draft_is_emptied() -> None:
    letter, browser = a_letter(FRENCH), in_team("Jonas")
    translate(letter, browser)

    assert translate(letter, browser).status_code == 409
    browser.post(f"{address_of(letter)}answer/", {**DRAFT, "text": "", "do": "save"})
    assert (draft().own_text, draft().translated_from) == ("", "")
    assert translate(letter, browser).status_code == 302


@pytest.mark.parametrize(("text", "status"), [("", 409), ("x" * 6_001, 409), ("x" * 20_001, 422)])
def test_what_cannot_be_translated_stays_in_the_form(text: str, status: int) -> None:
    refused = translate(a_letter(FRENCH), in_team("Jonas"), text=text)

    assert refused.status_code == status
    assert text.encode() in refused.content
    assert not Answer.objects.exists()


def test_a_letter_that_a_colleague_answers_is_not_translated_meanwhile() -> None:
    letter = a_letter(FRENCH)
    in_team("Sofia").post(f"{address_of(letter)}hold/")

    assert translate(letter, in_team("Jonas")).status_code == 409
    assert not Answer.objects.exists()


def test_a_translation_that_is_put_together_with_another_draft_must_still_be_read() -> None:
    first, second = a_letter(FRENCH), a_letter(FRENCH, Subject="Encore", Message_ID="<b@example.org>")
    browser = in_team("Ilse")
    translate(first, browser)
    browser.post(f"{address_of(second)}answer/", {**DRAFT, "text": "Bonjour.", "language": "fr", "do": "save"})
    browser.post(f"{address_of(first)}merge/", {"into": str(second.thread.uuid), "both_see": "on"})

    joined = Answer.objects.get(thread=second.thread)
    assert (joined.translated_from, joined.own_text) == ("nl", DRAFT["text"])
