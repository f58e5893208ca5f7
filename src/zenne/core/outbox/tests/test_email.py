"""E-mail is delivered once, or it is known why not, at whatever moment the mail server hangs up."""

from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import get_language

from zenne.core.outbox import writing
from zenne.core.outbox.attempts import begin_attempt, end_delivered, hand_over
from zenne.core.outbox.carriers.mail import mail_of
from zenne.core.outbox.models import MOST_ATTEMPTS, Attempt, Message
from zenne.core.outbox.outcomes import TakenOver
from zenne.core.outbox.public import Conversation, OutboxError, WrongReceiver, WrongTemplate, send_email
from zenne.core.outbox.tests.builders import ago, attempt, jobs, letter, state_of
from zenne.core.outbox.tests.servers import mail_host

pytestmark = pytest.mark.django_db


def test_an_email_has_the_headers_that_machines_and_people_need(settings: Any) -> None:
    settings.MAIL_SENDER_NAME, settings.MAIL_SENDER = "Stad Brussel / Ville, “Bruxelles”", "noreply@city.example"
    settings.MAIL_REPLY_TO = "hello@city.example"
    message = letter()
    with mail_host() as (host, settings.MAIL_URL):
        assert attempt(message) == "sent"
        assert attempt(message) == "nothing"

    mail = host.taken[0]
    assert host.receivers == ["anna@example.org"]
    assert mail["From"] == '"Stad Brussel / Ville, “Bruxelles”" <noreply@city.example>'
    assert (mail["To"], mail["Subject"]) == ("anna@example.org", "Hello Anna & Jan")
    assert mail["Message-ID"] == f"<{message.pk}@city.example>"
    assert (mail["Auto-Submitted"], mail["Reply-To"]) == ("auto-generated", "hello@city.example")
    assert mail["Date"].datetime == message.created_at.replace(microsecond=0)
    assert state_of(message) == ("sent", "")


def test_text_and_html_say_the_same(settings: Any) -> None:
    with mail_host() as (host, settings.MAIL_URL):
        attempt(letter())

    text, html = part(host.taken[0], "plain"), part(host.taken[0], "html")
    assert text.startswith(
        "Hello Anna & Jan\n\nTwo things:\n\n- one\n- two\n\nSee it <https://example.org/a?b=1&c=2>\n\n---\n"
    )
    assert "<h1 style=" in html
    assert "Hello Anna &amp; Jan" in html
    assert 'href="https://example.org/a?b=1&amp;c=2" style="display:inline-block' in html
    assert "class=" not in html


def part(mail: EmailMessage, subtype: str) -> str:
    body = mail.get_body((subtype,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize("stage", ["EHLO", "MAIL", "RCPT", "DATA", "BODY"])
def test_a_server_that_hangs_up_before_the_end_is_tried_again(settings: Any, stage: str) -> None:
    # Large enough that it cannot lie in the buffers of the connection when the server hangs up in the middle of it.
    message = letter()
    if stage == "BODY":
        Message.objects.update(text=("x" * 70 + "\n") * 60_000)
    with mail_host(drop_at=stage) as (host, settings.MAIL_URL):
        assert attempt(message) in {"no-mail-server", "broke-off"}
        assert state_of(message)[0] == "waiting"
        host.drop_at = ""
        assert attempt(message) == "sent"
    assert len(host.taken) == 1
    assert list(message.attempts.values_list("outcome", flat=True)) == ["later", "sent"]


@pytest.mark.parametrize(
    ("stage", "login", "encryption"),
    [("GREETING", "", "none"), ("STARTTLS", "", "starttls"), ("AUTH", "zenne:secret@", "none")],
)
def test_a_server_that_hangs_up_before_it_knows_us_is_tried_again(
    settings: Any, stage: str, login: str, encryption: str
) -> None:
    message = letter()
    with mail_host(drop_at=stage) as (host, address):
        settings.MAIL_URL = address.replace("smtp://", f"smtp://{login}").replace("tls=none", f"tls={encryption}")
        assert attempt(message) == "no-mail-server"
        assert state_of(message) == ("waiting", "no-mail-server")
        host.drop_at, settings.MAIL_URL = "", address
        assert attempt(message) == "sent"
    assert len(host.taken) == 1


def test_a_server_that_hangs_up_when_we_say_goodbye_has_the_message(settings: Any) -> None:
    message = letter()
    with mail_host(drop_at="QUIT") as (host, settings.MAIL_URL):
        assert attempt(message) == "sent"
    assert len(host.taken) == 1


def test_a_server_that_hangs_up_after_the_end_leaves_doubt_and_nothing_is_sent_twice(settings: Any) -> None:
    message = letter()
    with mail_host(drop_at="END") as (host, settings.MAIL_URL):
        assert attempt(message) == "uncertain"
        assert state_of(message) == ("uncertain", "no-answer-at-the-end")
        assert attempt(message) == "nothing"
    assert len(host.taken) == 1


@pytest.mark.parametrize(
    ("stage", "answer", "problem"),
    [
        ("RCPT", "550 no such user", "address-refused"),
        ("DATA", "554 looks like spam", "content-refused"),
    ],
)
def test_a_refusal_of_the_message_is_shown_and_not_tried_again(
    settings: Any, stage: str, answer: str, problem: str
) -> None:
    message = letter()
    with mail_host(answers={stage: answer}) as (_, settings.MAIL_URL):
        assert attempt(message) == "refused"
    assert state_of(message) == ("failed", problem)
    assert message.attempts.get().answer == answer


@pytest.mark.parametrize(
    ("stage", "answer", "problem"),
    [
        ("RCPT", "450 greylisted, come back", "not-now"),
        ("DATA", "451 disk full", "not-now"),
        ("MAIL", "550 you may not send", "sender-refused"),
    ],
)
def test_a_refusal_for_now_or_of_us_is_tried_again(settings: Any, stage: str, answer: str, problem: str) -> None:
    message = letter()
    with mail_host(answers={stage: answer}) as (host, settings.MAIL_URL):
        assert attempt(message) == problem
        assert state_of(message) == ("waiting", problem)
        host.answers.clear()
        assert attempt(message) == "sent"


def test_after_the_last_attempt_people_are_told(settings: Any) -> None:
    settings.MAIL_URL = "smtp://127.0.0.1:9?tls=none"
    message = letter()
    for _ in range(MOST_ATTEMPTS - 1):
        assert attempt(message) == "no-mail-server"
    assert attempt(message) == "later"

    assert state_of(message) == ("failed", "no-mail-server")


def test_an_attempt_that_was_interrupted_before_the_end_is_made_again() -> None:
    message = letter()
    assert begin_attempt(message.pk, now=ago(minutes=5)) is not None

    assert attempt(message) == "sent"
    assert list(message.attempts.values_list("outcome", flat=True)) == ["interrupted", "sent"]


def test_an_attempt_that_was_interrupted_at_the_end_leaves_doubt() -> None:
    message = letter()
    begun = begin_attempt(message.pk, now=ago(minutes=5))
    assert begun is not None
    hand_over(begun, now=ago(minutes=5))

    assert attempt(message) == "nothing"
    assert state_of(message) == ("uncertain", "worker-died")
    end_delivered(begun, now=ago(minutes=0))
    assert state_of(message) == ("sent", "")


def test_a_worker_that_was_given_up_for_dead_sends_nothing_any_more() -> None:
    message = letter()
    slow = begin_attempt(message.pk, now=ago(minutes=5))
    assert slow is not None
    assert attempt(message) == "sent"

    with pytest.raises(TakenOver):
        hand_over(slow, now=ago(minutes=0))
    assert Attempt.objects.filter(ended_at=None).count() == 0


def test_without_a_mail_server_the_email_is_a_file(tmp_path: Path) -> None:
    message = letter()

    assert attempt(message) == "sent"
    assert b"Subject: Hello Anna & Jan" in (tmp_path / "mail" / f"{message.pk}.eml").read_bytes()


def test_the_same_key_writes_one_message_and_one_job() -> None:
    first, second = letter(idempotency_key="letter:1"), letter(idempotency_key="letter:1")

    assert first.pk == second.pk
    assert (Message.objects.count(), jobs()) == (1, 1)


@pytest.mark.parametrize("to", ["", "anna", "a@b", "a b@example.org", "anna@example.org\nBcc: b@b.be", "é@é.be"])
def test_what_is_no_address_is_refused_at_once(to: str) -> None:
    with pytest.raises(WrongReceiver):
        letter(to=to)
    assert not Message.objects.exists()
    assert jobs() == 0


def test_a_subject_cannot_add_a_header(settings: Any) -> None:
    message = send_email(
        to="anna@example.org",
        language="nl",
        template="outbox_tests/letter.html",
        context={"name": "Anna\r\nBcc: everybody@example.org\r\n\r\n<b>x</b>"},
    )
    with mail_host() as (host, settings.MAIL_URL):
        attempt(message)

    assert host.taken[0]["Bcc"] is None
    assert host.taken[0]["Subject"] == "Hello Anna Bcc: everybody@example.org <b>x</b>"
    assert "&lt;b&gt;x" in part(host.taken[0], "html")


def test_a_host_in_another_script_is_written_as_mail_servers_want_it() -> None:
    assert letter(to="anna@gemeente-brüssel.example").receiver == "anna@xn--gemeente-brssel-9vb.example"


def test_an_email_says_who_writes_in_the_language_of_its_receiver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_senders", [lambda: f"The city in {get_language()}"])
    assert "sent by The city in en" in letter().text


def test_a_template_without_a_translation_says_so() -> None:
    message = send_email(to="anna@example.org", language="nl", template="outbox_tests/untranslated.html")

    assert (message.language, message.wanted_language, message.is_in_wanted_language) == ("en", "nl", False)
    assert '<html lang="en"' in message.html
    assert '<p lang="nl"' in message.html
    assert message.text.splitlines()[2] == "A sentence that no catalogue has, for a test"


def test_a_language_without_any_catalogue_gets_the_source() -> None:
    message = send_email(to="anna@example.org", language="xx", template="outbox_tests/letter.html")

    assert message.language == "en"


def test_a_template_with_what_cannot_be_a_text_is_refused(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text(
        '{% extends "outbox/email.html" %}{% block subject %}x{% endblock %}{% block body %}<img src="x">{% endblock %}'
    )
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]

    with pytest.raises(WrongTemplate, match="<img>"):
        send_email(to="anna@example.org", language="en", template="wrong.html")
    assert issubclass(WrongTemplate, OutboxError)


def test_an_answer_hangs_together_with_what_it_answers_and_says_where_the_next_goes() -> None:
    conversation = Conversation("city+abc@example.org", ("first@example.net", "second@example.net"), by_person=True)

    mail = mail_of(letter(conversation=conversation))

    assert mail["In-Reply-To"] == "<second@example.net>"
    assert mail["References"] == "<first@example.net> <second@example.net>"
    assert mail["Reply-To"] == "city+abc@example.org"
    assert "Auto-Submitted" not in mail


def test_a_robot_that_answers_says_so() -> None:
    assert (
        mail_of(letter(conversation=Conversation(answers=("first@example.net",))))["Auto-Submitted"] == "auto-replied"
    )


def test_long_identifiers_and_addresses_are_written_as_they_are(settings: Any) -> None:
    answers = tuple(f"{'a' * length}@eurprd04.prod.outlook.example" for length in (20, 90, 200))
    ends_at = f"https://city.example/nl/appointments/wish/{'x' * 120}/"
    with mail_host() as (host, settings.MAIL_URL):
        attempt(letter(conversation=Conversation(answers=answers, unsubscribe=ends_at)))

    head = host.contents[0].partition(b"\r\n\r\n")[0].decode()
    assert "=?" not in head
    assert host.taken[0]["References"].split() == [f"<{each}>" for each in answers]
    assert host.taken[0]["In-Reply-To"] == f"<{answers[-1]}>"
    assert host.taken[0]["List-Unsubscribe"] == f"<{ends_at}>"


def test_what_is_no_series_says_nothing_of_ending_it(settings: Any) -> None:
    with mail_host() as (host, settings.MAIL_URL):
        attempt(letter())
    assert "List-Unsubscribe" not in host.taken[0]
