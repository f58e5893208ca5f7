"""The form and the API: a letter that is filled in becomes one like all others."""

import uuid
from typing import Any

import pytest
from django.test import Client

from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.letters.tests.builders import make_service

pytestmark = pytest.mark.django_db
SAID = {"subject": "Mijn adres", "text": "Ik ben verhuisd.\nWat nu?", "name": "Ann Peeters", "email": "ann@example.org"}


def filled_in(**more: str) -> dict[str, str]:
    return {**SAID, "key": str(uuid.uuid4()), "service": "", **more}


def test_a_form_becomes_a_letter_in_its_conversation_with_a_page_that_says_how_it_stands(client: Client) -> None:
    service = make_service("change-of-address")

    answer = client.post("/nl/write/", filled_in(service="change-of-address"), follow=True)

    letter = Letter.objects.get()
    assert (letter.kind, letter.channel, letter.sender, letter.sender_name) == (
        "letter", "form", "ann@example.org", "Ann Peeters",
    )  # fmt: skip
    assert letter.text.strip() == SAID["text"]
    assert (letter.thread.state, letter.thread.service, letter.thread.answer_in) == (Thread.State.OPEN, service, "nl")
    assert letter.thread.deadline == letter.deadline is not None
    assert answer.redirect_chain
    assert b"Mijn adres" in answer.content
    assert b"verhuisd" not in answer.content


def test_a_name_and_a_subject_are_kept_as_they_were_typed(client: Client) -> None:
    client.post("/fr/write/", filled_in(name="Chloé Łukasiewicz", subject="Carte d’identité – où ?"))

    letter = Letter.objects.get()
    assert (letter.sender_name, letter.subject) == ("Chloé Łukasiewicz", "Carte d’identité – où ?")


def test_a_form_that_is_sent_twice_is_one_letter(client: Client) -> None:
    said = filled_in()

    for _ in range(2):
        client.post("/fr/write/", said)

    assert Letter.objects.count() == 1


def test_a_mistake_keeps_what_was_typed_and_says_at_the_field_what_to_do(client: Client) -> None:
    page = client.post("/en/write/", filled_in(email="ann at example"))

    assert page.status_code == 422
    assert b"Write your e-mail address, like name@example.org." in page.content
    assert b"Ik ben verhuisd." in page.content
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "}, {"subject": ""}, {"text": ""}, {"email": "noreply@localhost"}, {"email": "a@b.be\nBcc: c@d.be"},
        {"service": "nothing"}, {"text": "x" * 20_001}, {"key": "no"},
    ],
)  # fmt: skip
def test_what_is_no_letter_is_refused(client: Client, wrong: dict[str, str]) -> None:
    assert client.post("/en/write/", filled_in(**wrong)).status_code == 422
    assert not Letter.objects.exists()


def test_what_is_typed_cannot_become_a_header(client: Client) -> None:
    client.post("/en/write/", filled_in(name="Ann\r\nBcc: all@example.org", subject="x\r\nAuto-Submitted: yes"))

    letter = Letter.objects.get()
    assert letter.kind == "letter"
    assert letter.sender_name == "Ann Bcc: all@example.org"
    assert b"\nBcc" not in bytes(letter.messages.get().raw)


def test_the_form_knows_the_service_of_the_page_that_led_to_it(client: Client) -> None:
    make_service("change-of-address")

    assert b'value="change-of-address" selected' in client.get("/en/write/?service=change-of-address").content


def test_whoever_sends_too_many_waits(client: Client) -> None:
    answers = [client.post("/en/write/", {}).status_code for _ in range(21)]

    assert answers[19:] == [422, 429]


@pytest.mark.parametrize("token", ["x", f"{uuid.UUID(int=7).hex}:forged", "a" * 300])
def test_a_forged_link_shows_nothing(client: Client, token: str) -> None:
    assert client.get(f"/en/write/{token}/").status_code == 404
    assert client.get(f"/api/v1/letters/{token}").status_code in {404, 422}


def sent(client: Client, **more: Any) -> Any:
    return client.post("/api/v1/letters", {**SAID, **more}, content_type="application/json")


def test_a_program_sends_a_letter_once_and_asks_how_it_stands(client: Client) -> None:
    key = str(uuid.uuid4())

    first, second = sent(client, key=key), sent(client, key=key)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json() == client.get(f"/api/v1/letters/{first.json()['token']}").json()
    assert first.json()["state"] == "open"
    assert Letter.objects.get().channel == "program"


@pytest.mark.parametrize(
    ("wrong", "field"), [({"email": "no"}, "email"), ({"text": " "}, "text"), ({"service": "nothing"}, "service")]
)
def test_a_program_reads_what_is_wrong(client: Client, wrong: dict[str, str], field: str) -> None:
    answer = sent(client, **wrong)

    assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_a_program_that_sends_too_many_waits(client: Client) -> None:
    assert [sent(client).status_code for _ in range(21)][19:] == [201, 429]


@pytest.mark.parametrize(("target", "words"), [("PT4H", "within 4 working hours"), ("P1D", "within 1 working day")])
def test_the_form_of_a_service_that_answers_sooner_says_within_what_time(
    client: Client, target: str, words: str
) -> None:
    make_service("lost-documents", answer_within=target)
    make_service("change-of-address")

    assert words in client.get("/en/write/?service=lost-documents").content.decode()
    assert words in client.post("/en/write/", {"service": "lost-documents"}).content.decode()
    for other in ("change-of-address", "nothing", ""):
        assert b"sooner" not in client.get(f"/en/write/?service={other}").content


@pytest.mark.parametrize(
    ("target", "words"),
    [("PT1H", "within 1 working hour,"), ("P1D", "within 1 working day,"), ("", "within 2 work")],
)
def test_the_page_of_a_service_says_within_what_time_letters_about_it_are_answered(
    client: Client, target: str, words: str
) -> None:
    make_service("lost-documents", answer_within=target)

    assert words in client.get("/en/services/lost-documents/").content.decode()
