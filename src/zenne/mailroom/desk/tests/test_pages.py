"""The pages of those who answer letters, without JavaScript, each for the own team alone."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from zenne.accounts.public import Person, Team
from zenne.core.audit.public import AuditRecord, accesses_of, learn_address
from zenne.core.outbox.public import Message
from zenne.mailroom.answers.actions.dispatch_answer import dispatch_answer
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.tests.builders import a_letter, thread_of
from zenne.mailroom.desk.tests.browsers import in_team, signed_in
from zenne.mailroom.letters.models import Letter, Thread

pytestmark = pytest.mark.django_db
TYPED = {"text": "Kom langs.", "language": "nl", "signed_by": "Jonas"}


def fresh_letter(**headers: Any) -> Letter:
    return a_letter(now=timezone.now() - timedelta(minutes=5), **headers)


def test_a_letter_is_answered_from_the_list_to_the_message_that_leaves() -> None:
    letter, browser = fresh_letter(), in_team("Jonas")
    address = f"/en/staff/letters/{letter.thread.uuid}/"

    assert any(b"Mijn adres" in browser.get(f"/en/staff/letters/?pile={pile}").content for pile in ("today", "week"))
    assert b'name="text"' not in browser.get(address).content
    held = browser.post(f"{address}hold/", follow=True)
    assert b'name="text"' in held.content
    saved = browser.post(f"{address}answer/", {**TYPED, "do": "save"}, follow=True)
    assert b"Kom langs." in saved.content
    sent = browser.post(f"{address}answer/", {**TYPED, "do": "send"}, follow=True)
    assert b"Until then you can take it back." in sent.content
    assert b"Kom langs." in sent.content

    dispatch_answer(Answer.objects.get().uuid, now=timezone.now() + timedelta(seconds=31))

    assert Message.objects.get(kind="answers/mail/answer.html").receiver == "ann@example.org"
    assert b"Mijn adres" in browser.get("/en/staff/letters/?pile=done").content
    assert AuditRecord.objects.filter(action="letters.read").exists()


def test_the_list_opens_on_the_first_pile_with_letters_and_an_empty_one_leads_there() -> None:
    letter, browser = fresh_letter(), in_team("Jonas")
    Thread.objects.filter(pk=letter.thread_id).update(promised_on=timezone.localdate() + timedelta(days=30))

    opened = browser.get("/en/staff/letters/")
    assert b"Mijn adres" in opened.content
    assert b'href="?pile=later" aria-current="page"' in opened.content
    empty = browser.get("/en/staff/letters/?pile=today")
    assert b"Nothing is due today." in empty.content
    assert b'<a class="utrecht-link" href="?pile=later">Go on with the next letters</a>' in empty.content


def test_where_no_letter_waits_at_all_the_list_says_so() -> None:
    page = in_team("Jonas").get("/en/staff/letters/?pile=nonsense").content

    assert b"No letter waits for you. New ones appear here by themselves." in page
    assert b'href="?pile=today" aria-current="page"' in page


def test_what_is_taken_back_is_a_draft_again_and_too_late_is_said() -> None:
    letter, browser = fresh_letter(), in_team("Jonas")
    address = f"/en/staff/letters/{letter.thread.uuid}/"
    browser.post(f"{address}answer/", {**TYPED, "do": "send"})

    back = browser.post(f"{address}take-back/", follow=True)

    assert b"It is a draft again." in back.content
    late = browser.post(f"{address}take-back/")
    assert late.status_code == 409
    assert b"The answer has left already." in late.content


def test_whoever_comes_second_keeps_what_they_typed_and_may_take_over() -> None:
    letter, jonas, sofia = fresh_letter(), in_team("Jonas"), in_team("Sofia")
    address = f"/en/staff/letters/{letter.thread.uuid}/"
    jonas.post(f"{address}hold/")

    refused = sofia.post(f"{address}answer/", {**TYPED, "text": "Mijn versie", "do": "send"})

    assert refused.status_code == 409
    assert b"Jonas is answering this letter." in refused.content
    assert b"Mijn versie" in refused.content
    assert sofia.post(f"{address}hold/").status_code == 409
    assert sofia.post(f"{address}hold/", {"takes_over": "yes"}).status_code == 302
    assert sofia.post(f"{address}answer/", {**TYPED, "do": "save"}).status_code == 302


@pytest.mark.parametrize("page", ["", "hold/", "answer/", "take-back/", "hand-over/", "close/"])
def test_letters_of_other_teams_do_not_exist(page: str) -> None:
    letter, stranger = fresh_letter(), in_team("Mo", team="mobility")
    address = f"/en/staff/letters/{letter.thread.uuid}/{page}"

    answer = stranger.post(address, {**TYPED, "do": "send"}) if page else stranger.get(address)

    assert answer.status_code == 404
    assert not Answer.objects.exists()
    assert b"Mijn adres" not in stranger.get("/en/staff/letters/").content
    assert stranger.get(f"/en/staff/letters/raw/{letter.uuid}/").status_code == 404


def test_whoever_wrote_reads_who_opened_their_letter_and_what_for() -> None:
    letter, browser = fresh_letter(), in_team("Jonas")
    ann = Person.objects.create(name="Ann", email=letter.sender)

    browser.get(f"/en/staff/letters/{letter.thread.uuid}/")
    browser.get(f"/en/staff/letters/raw/{letter.uuid}/")
    browser.post(f"/en/staff/letters/{letter.thread.uuid}/answer/", {**TYPED, "do": "send"})

    looked = AuditRecord.objects.filter(about=ann.key).values_list("action", "purpose", "task")
    task = f"{timezone.localdate(letter.received_at)}"
    assert [*looked.filter(action="letters.read")][:1] == [("letters.read", "answer", task)]
    assert set(looked) >= {("letters.read-file", "answer", task), ("letters.send-answer", "answer", task)}
    assert b"Answer a question" in signed_in(ann).get("/en/my/history/").content


def test_whoever_gets_an_account_later_reads_who_opened_their_letter_before() -> None:
    letter, browser = fresh_letter(), in_team("Jonas")
    browser.get(f"/en/staff/letters/{letter.thread.uuid}/")

    ann = Person.objects.create(name="Ann", email=letter.sender)
    learn_address(person=ann.key, address=letter.sender)

    assert accesses_of(ann.key).filter(action="letters.read").exists()
    assert b"Answer a question" in signed_in(ann).get("/en/my/history/").content


def test_a_letter_goes_to_another_team_and_closes() -> None:
    letter, browser = fresh_letter(), in_team("Jonas")
    Team.objects.create(key="mobility", name={"nl": "Mobiliteit", "en": "Mobility"})
    address = f"/en/staff/letters/{letter.thread.uuid}/"

    assert browser.post(f"{address}hand-over/", {"team": "", "service": ""}).status_code == 409
    assert browser.post(f"{address}hand-over/", {"team": "x", "service": ""}).status_code == 422
    assert browser.post(f"{address}hand-over/", {"team": "mobility", "service": ""}).status_code == 302
    assert thread_of(letter).team == Team.objects.get(key="mobility")

    assert in_team("Mo", team="mobility").post(f"{address}close/").status_code == 302
    assert thread_of(letter).state == Thread.State.CLOSED


def test_files_are_downloads_that_no_browser_runs() -> None:
    letter, browser = fresh_letter(), in_team("Jonas")

    answer = browser.get(f"/en/staff/letters/raw/{letter.uuid}/")

    assert answer.content == bytes(letter.messages.get().raw)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert browser.get(f"/en/staff/letters/file/{letter.uuid}/0/").status_code == 404


def test_what_somebody_wrote_cannot_act_on_the_page() -> None:
    letter = a_letter("<script>alert(1)</script>\n", now=timezone.now(), Subject="<img src=x onerror=y>")

    page = in_team("Jonas").get(f"/en/staff/letters/{letter.thread.uuid}/").content

    assert b"<script>alert" not in page
    assert b"<img src=x" not in page


def test_a_call_is_written_down_without_an_address_and_answered_without_a_message() -> None:
    browser = in_team("Jonas")
    said = {
        "key": str(uuid.uuid4()), "channel": "phone", "subject": "Vuilnis", "service": "", "text": "Bel 0470.",
        "name": "Mia", "email": "", "language": "fr",
    }  # fmt: skip

    assert browser.post("/en/staff/letters/note/", {**said, "name": ""}).status_code == 422
    page = browser.post("/en/staff/letters/note/", said, follow=True)

    assert b"The letter is written down." in page.content
    letter = Letter.objects.get()
    assert (letter.channel, letter.sender, letter.sender_name, letter.thread.answer_in) == ("phone", "", "Mia", "fr")
    browser.post(f"/en/staff/letters/{letter.thread.uuid}/answer/", {**TYPED, "do": "send"})
    assert dispatch_answer(Answer.objects.get().uuid, now=timezone.now() + timedelta(seconds=31))
    assert not Message.objects.exists()
    assert thread_of(letter).state == Thread.State.ANSWERED


def test_whoever_may_not_answer_letters_sees_none(client: Client) -> None:
    letter = fresh_letter()

    assert client.get("/en/staff/letters/").status_code in {302, 403}
    assert (
        signed_in(Person.objects.create(name="Rita")).get(f"/en/staff/letters/{letter.thread.uuid}/").status_code == 403
    )


def test_the_workplace_names_letters_before_what_belongs_to_them() -> None:
    page = in_team("Jonas").get("/en/staff/").content.decode()

    assert page.index(">Letters<") < page.index(">Write down a letter<") < page.index(">Ready answers<")


@pytest.mark.parametrize(
    ("code", "look"), [("saved", "utrecht-alert--ok"), ("translated", "utrecht-alert--warning"), ("made-up", "")]
)
def test_a_page_says_what_was_done_before_it_and_nothing_of_what_is_unknown(code: str, look: str) -> None:
    page = in_team("Jonas").get(f"/nl/staff/letters/{fresh_letter().thread.uuid}/?done={code}").content.decode()

    told = re.findall(r'class="utrecht-alert (utrecht-alert--\w+) z-measure" role="status">', page)
    assert told == ([look] if look else [])
