"""What may answer a letter is shown with where it comes from, and goes into the draft with one click."""

from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from django.test import Client
from django.utils import timezone

from zenne.accounts.public import Person
from zenne.catalogue.public import PublicService
from zenne.core.access.public import SYSTEM
from zenne.core.audit.public import AuditRecord
from zenne.core.languages.public import Translated
from zenne.core.outbox.public import Message
from zenne.mailroom.answers.actions.save_answer import Wording
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.tests.builders import a_letter, answered, make_colleague
from zenne.mailroom.desk.tests.browsers import in_team
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.letters.tests.builders import make_message, receive
from zenne.mailroom.routing.actions.index_passages import index_passages

pytestmark = pytest.mark.django_db
TYPED: Final = {"text": "Dag Ann", "language": "nl", "signed_by": "Jonas"}
EARLIER: Final = "Beste Bert,\n\nDe verhuis meldt u binnen acht dagen. Uw nummer is 85.07.30-033 28."
QUESTION: Final = "Goedendag, hoe meld ik mijn verhuis? Binnen hoeveel dagen moet dat?\n"


@pytest.fixture(autouse=True)
def own_data_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path


@pytest.fixture
def letter() -> Letter:
    """A letter of Ann, after one of Bert that was answered."""
    earlier = a_letter(
        QUESTION,
        now=timezone.now() - timedelta(days=3),
        From="Bert <bert@example.org>",
        Subject="Verhuis",
        Message_ID="<b@example.org>",
    )
    answered(earlier, make_colleague("Sofia"), Wording(EARLIER, "nl", "Sofia"), now=timezone.now() - timedelta(days=2))
    describe_service()
    index_passages(asker=SYSTEM)
    return a_letter(QUESTION, now=timezone.now(), Subject="Mijn verhuis")


def describe_service() -> None:
    service = PublicService.objects.get(slug="change-of-address")
    service.name = Translated({"nl": "Verhuis melden", "fr": "Déclarer un déménagement"})
    service.summary = Translated({"nl": "Meld uw verhuis", "fr": "Déclarez votre déménagement"})
    service.description = Translated({"nl": "Online of aan het loket.", "fr": "En ligne ou au guichet."})
    service.save()


def address_of(letter: Letter) -> str:
    return f"/en/staff/letters/{letter.thread.uuid}/"


def page_of(letter: Letter, browser: Client) -> str:
    return browser.get(address_of(letter)).content.decode()


def key_of_earlier() -> str:
    return f"answer:{Answer.objects.get(state=Answer.State.SENT).uuid}"


def test_an_earlier_answer_and_a_service_page_are_offered_with_where_they_come_from(letter: Letter) -> None:
    page = page_of(letter, in_team("Jonas"))

    assert "Answer of " in page
    assert "Service page: " in page
    assert "binnen acht dagen" in page
    assert "/nl/services/change-of-address/" in page


def test_an_earlier_answer_is_offered_without_its_greeting_and_without_numbers_of_people(letter: Letter) -> None:
    page = page_of(letter, in_team("Jonas"))

    assert "Beste Bert" not in page
    assert "85.07.30" not in page


def test_one_click_puts_the_text_into_the_draft_and_sends_nothing(letter: Letter) -> None:
    browser = in_team("Jonas")

    page = browser.post(f"{address_of(letter)}use/", {"suggestion": key_of_earlier()}, follow=True)

    draft = Answer.objects.get(state=Answer.State.DRAFT)
    assert draft.text.startswith("De verhuis meldt u binnen acht dagen.")
    assert (draft.thread, draft.language, draft.signed_by) == (letter.thread, "nl", "Jonas")
    assert b"Read it before you send it." in page.content
    assert not Message.objects.filter(receiver=letter.sender).exists()


def test_what_was_typed_is_kept_before_the_suggestion(letter: Letter) -> None:
    said = {**TYPED, "suggestion": "service:change-of-address", "language": "fr", "asks_back": "on"}

    assert in_team("Jonas").post(f"{address_of(letter)}use/", said).status_code == 302

    draft = Answer.objects.get(state=Answer.State.DRAFT)
    assert draft.text.startswith("Dag Ann\n\nDéclarez votre déménagement\n\nEn ligne ou au guichet.\n\n")
    assert (draft.language, draft.asks_back) == ("fr", True)


@pytest.mark.parametrize("source", ["", "answer:", "answer:x", "service:none", "answer:" + "0" * 32, "etc/passwd"])
def test_a_suggestion_that_does_not_exist_is_said_and_what_was_typed_is_kept(letter: Letter, source: str) -> None:
    refused = in_team("Jonas").post(f"{address_of(letter)}use/", {**TYPED, "suggestion": source})

    assert refused.status_code == 409
    assert b"This suggestion is no longer there." in refused.content
    assert b"Dag Ann" in refused.content
    assert not Answer.objects.filter(state=Answer.State.DRAFT).exists()


def test_an_answer_of_another_team_is_neither_offered_nor_used(letter: Letter) -> None:
    stranger = in_team("Mo", team="mobility")
    Thread.objects.filter(pk=letter.thread_id).update(team=None)

    page = page_of(letter, stranger)
    refused = stranger.post(f"{address_of(letter)}use/", {"suggestion": key_of_earlier()})

    assert "Answer of " not in page
    assert "binnen acht dagen" not in page
    assert refused.status_code == 409


def test_letters_of_other_teams_have_no_suggestions_to_use(letter: Letter) -> None:
    stranger = in_team("Mo", team="mobility")

    assert stranger.post(f"{address_of(letter)}use/", {"suggestion": key_of_earlier()}).status_code == 404


def test_whoever_writes_already_is_not_written_over(letter: Letter) -> None:
    in_team("Sofia").post(f"{address_of(letter)}hold/")
    jonas = in_team("Jonas")

    assert "Use as draft" not in page_of(letter, jonas)
    assert jonas.post(f"{address_of(letter)}use/", {"suggestion": key_of_earlier()}).status_code == 409


def test_whoever_got_an_answer_reads_who_saw_it_again(letter: Letter) -> None:
    bert = Person.objects.create(name="Bert", email="bert@example.org")

    page_of(letter, in_team("Jonas"))

    assert AuditRecord.objects.filter(action="letters.show-answer", about=bert.key, thing=key_of_earlier()).exists()


def test_an_answer_that_was_erased_since_is_not_offered(letter: Letter) -> None:
    Answer.objects.all().delete()

    assert "Answer of " not in page_of(letter, in_team("Jonas"))


def test_a_letter_that_is_answered_has_no_suggestions(letter: Letter) -> None:
    answered(letter, make_colleague("Ada"), now=timezone.now())

    assert "Possible answers" not in page_of(letter, in_team("Jonas"))


def test_a_letter_is_shown_before_anything_was_made_ready() -> None:
    unknown = receive(make_message(QUESTION), timezone.now()).letter

    assert "Possible answers" not in page_of(unknown, in_team("Jonas"))
