"""The pages on which letters are put together and taken apart, without JavaScript."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from zenne.accounts.public import Team
from zenne.mailroom.answers.actions.merge_letters import merge_letters
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.tests.builders import a_letter, make_colleague
from zenne.mailroom.desk.tests.browsers import in_team
from zenne.mailroom.letters.models import Letter, Merger, Thread
from zenne.mailroom.letters.tokens import letter_token

pytestmark = pytest.mark.django_db
LETTERS = "/en/staff/letters/"


def two_letters(**headers: Any) -> tuple[Letter, Letter]:
    now = timezone.now() - timedelta(minutes=5)
    said = {"Subject": "Verhuisd", "Message_ID": "<two@example.org>"} | headers
    return a_letter(now=now), a_letter("Nog iets.\n", now=now, **said)


def page_of(letter: Letter) -> str:
    return f"{LETTERS}{letter.thread.uuid}/"


def test_another_letter_of_the_writer_is_found_looked_at_and_put_together() -> None:
    (first, second), browser = two_letters(), in_team("Jonas")

    chosen = browser.get(f"{page_of(first)}merge/")
    assert f"?with={second.thread.uuid}".encode() in chosen.content
    compared = browser.get(f"{page_of(first)}merge/?with={second.thread.uuid}")
    assert b"Verhuisd" in compared.content
    assert b"both_see" not in compared.content
    merged = browser.post(f"{page_of(first)}merge/", {"into": str(second.thread.uuid)}, follow=True)

    assert b"The letters are one conversation now." in merged.content
    assert b"Nog iets." in merged.content
    assert b"hoe wijzig ik mijn adres" in merged.content


def test_the_address_of_another_page_names_the_other_letter_and_other_writers_are_warned_of() -> None:
    (first, second), browser = two_letters(From="bert@example.org"), in_team("Jonas")
    address = f"{page_of(first)}merge/"

    compared = browser.get(address, {"with": f"https://city.example{page_of(second)}"})
    assert b"Both writers will get every answer" in compared.content
    refused = browser.post(address, {"into": str(second.thread.uuid)})
    assert refused.status_code == 409
    assert b"Say that you know that both writers will see what is sent." in refused.content
    assert not Merger.objects.exists()

    merged = browser.post(address, {"into": str(second.thread.uuid), "both_see": "on"}, follow=True)
    held = browser.post(merged.redirect_chain[0][0].partition("?")[0] + "hold/", follow=True)
    assert b"Your answer goes to:" in held.content
    assert b"bert@example.org (Dutch, French), ann@example.org (Dutch)" in held.content
    assert b"do not write in the same language" in held.content


def merged_page(browser: Client, first: Letter, second: Letter) -> str:
    """The address of a conversation of two writers, which somebody has begun to answer."""
    said = {"into": str(second.thread.uuid), "both_see": "on"}
    merged = browser.post(f"{page_of(first)}merge/", said, follow=True)
    address = merged.redirect_chain[0][0].partition("?")[0]
    browser.post(f"{address}hold/")
    return address


def test_writers_of_two_languages_are_answered_in_the_language_of_each() -> None:
    (first, second), browser = two_letters(From="luc@example.org", Subject="Adresse"), in_team("Jonas")
    Letter.objects.filter(pk=second.pk).update(language="fr", languages={"fr": 0.99})
    address = merged_page(browser, first, second)

    asked = browser.get(address)
    assert b"The same answer in French" in asked.content
    assert b"For luc@example.org. If you leave it empty, they get the first text." in asked.content
    said = {"text": "Kom langs.", "language": "nl", "signed_by": "Jonas", "text_fr": "Passez chez nous."}
    saved = browser.post(f"{address}answer/", {**said, "do": "save"}, follow=True)
    assert 'lang="fr"' in saved.content.decode().partition("Passez chez nous.</textarea>")[0].rpartition("<textarea")[2]
    sent = browser.post(f"{address}answer/", {**said, "do": "send"}, follow=True)

    assert b"The same answer in French" in sent.content
    assert b"<p>Passez chez nous.</p>" in sent.content
    assert "La même réponse en français" in browser.get(address.replace("/en/", "/fr/")).content.decode()
    assert Answer.objects.get().state == Answer.State.LEAVING


def test_two_texts_in_one_language_are_refused_and_stand_there_as_they_were_typed() -> None:
    (first, second), browser = two_letters(From="luc@example.org", Subject="Adresse"), in_team("Jonas")
    Letter.objects.filter(pk=second.pk).update(language="fr", languages={"fr": 0.99})
    address = merged_page(browser, first, second)

    said = {"text": "Venez.", "language": "fr", "signed_by": "Jonas", "text_fr": "Passez chez nous.", "do": "send"}
    refused = browser.post(f"{address}answer/", said)

    assert refused.status_code == 409
    assert b"Two texts are in the same language." in refused.content
    assert b"Venez.</textarea>" in refused.content
    assert b"Passez chez nous.</textarea>" in refused.content


def test_one_writer_and_writers_of_one_language_are_no_reason_for_a_warning() -> None:
    (first, second), browser = two_letters(From="bert@example.org"), in_team("Jonas")
    Letter.objects.filter(pk=second.pk).update(language="nl", languages={"nl": 0.99})
    assert b"do not write in the same" not in browser.post(f"{page_of(first)}hold/", follow=True).content

    said = {"into": str(second.thread.uuid), "both_see": "on"}
    merged = browser.post(f"{page_of(first)}merge/", said, follow=True)
    held = browser.post(merged.redirect_chain[0][0].partition("?")[0] + "hold/", follow=True)

    assert b"bert@example.org (Dutch), ann@example.org (Dutch)" in held.content
    assert b"do not write in the same language" not in held.content


def test_the_old_address_leads_to_the_conversation_that_lives_on() -> None:
    (first, second), browser = two_letters(), in_team("Jonas")
    browser.post(f"{page_of(first)}merge/", {"into": str(second.thread.uuid)})

    for address in (page_of(first), f"{page_of(first)}merge/"):
        assert browser.get(address).headers["Location"] == page_of(second)
    assert in_team("Mo", team="mobility").get(page_of(first)).status_code == 404
    status = browser.get(f"/en/write/{letter_token(first.thread.uuid)}/")
    assert status.status_code == 200


def test_what_was_typed_at_the_old_address_is_shown_with_the_one_that_lives_on() -> None:
    (first, second), browser = two_letters(), in_team("Jonas")
    merge_letters(asker=make_colleague("Sofia"), thread=first.thread.uuid, into=second.thread.uuid, now=timezone.now())

    typed = {"text": "Mijn antwoord", "language": "nl", "signed_by": "Jonas", "do": "send"}
    refused = browser.post(f"{page_of(first)}answer/", typed)

    assert refused.status_code == 409
    assert b"Mijn antwoord" in refused.content
    assert f'action="{page_of(second)}answer/"'.encode() in refused.content
    assert not Answer.objects.exists()


@pytest.mark.parametrize("named", ["nonsense", "\0", "0" * 5_000, "6f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff"])
def test_what_names_no_letter_says_so(named: str) -> None:
    (first, _), browser = two_letters(), in_team("Jonas")

    shown = browser.get(f"{page_of(first)}merge/", {"with": named})

    assert b"There is no such letter, or it is with another team." in shown.content
    assert browser.post(f"{page_of(first)}merge/", {"into": named}).status_code in {409, 422}


def test_a_letter_of_another_team_is_not_shown_beside_an_own_one() -> None:
    (first, second), browser = two_letters(), in_team("Jonas")
    Thread.objects.filter(pk=second.thread_id).update(team=Team.objects.create(key="x", name={"en": "X"}))

    assert b"Verhuisd" not in browser.get(f"{page_of(first)}merge/?with={second.thread.uuid}").content
    assert in_team("Mo", team="mobility").get(f"{page_of(first)}merge/").status_code == 404


def test_a_second_question_becomes_a_letter_of_its_own() -> None:
    (first, _), browser = two_letters(), in_team("Jonas")
    address = f"{LETTERS}split/{first.uuid}/"

    assert address.encode() in browser.get(page_of(first)).content
    assert b"What becomes of the letter?" not in browser.get(address).content
    assert browser.post(address, {"question": "", "service": "", "team": ""}).status_code == 422
    done = browser.post(address, {"question": "Mijn parkeerkaart", "service": "", "team": ""}, follow=True)

    assert b"The second question is a letter of its own now" in done.content
    assert b"Mijn parkeerkaart" in done.content
    again = browser.post(address, {"question": "Mijn parkeerkaart", "service": "", "team": ""})
    assert again.status_code == 409
    assert in_team("Mo", team="mobility").get(address).status_code == 404


def test_the_bytes_and_files_of_a_second_question_are_those_of_the_letter() -> None:
    (first, _), browser = two_letters(), in_team("Jonas")
    browser.post(f"{LETTERS}split/{first.uuid}/", {"question": "Parkeren", "service": "", "team": ""})
    copy = Letter.objects.get(copy_of=first)

    assert browser.get(f"{LETTERS}raw/{copy.uuid}/").content == bytes(first.messages.get().raw)
