"""Text messages and calls of other programs, over real HTTP."""

import base64
import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest

from zenne.core.outbox.attempts import begin_attempt, hand_over
from zenne.core.outbox.models import Message
from zenne.core.outbox.public import OutboxError, WrongReceiver, send_sms, send_webhook, webhook_secret
from zenne.core.outbox.tests.builders import ago, attempt, state_of
from zenne.core.outbox.tests.servers import web_host

pytestmark = pytest.mark.django_db


def text(to: str = "+32 470 12 34 56", words: str = "U bent aan de beurt.") -> Message:
    return send_sms(to=to, language="nl", text=words, kind="test.turn")


def call(url: str) -> Message:
    return send_webhook(url=url, event="test.happened", payload={"n": 1, "é": "ü"}, subscriber="partner:1")


def test_a_gateway_gets_number_text_and_token(settings: Any) -> None:
    message = text()
    settings.SMS_TOKEN = "secret"
    with web_host(status=202) as (host, address):
        settings.SMS_URL = f"{address}/send?x=1"
        assert attempt(message) == "sent"

    path, headers, body = host.asked[0]
    assert path == "/send?x=1"
    assert body == {"id": str(message.pk), "to": "+32470123456", "text": "U bent aan de beurt."}
    assert (headers["Authorization"], headers["Idempotency-Key"]) == ("Bearer secret", str(message.pk))


@pytest.mark.parametrize(
    ("status", "result", "state"),
    [(400, "refused", "failed"), (401, "gateway-refused", "waiting"), (503, "gateway-refused", "waiting")],
)
def test_what_a_gateway_refuses(settings: Any, status: int, result: str, state: str) -> None:
    message = text()
    with web_host(status=status, body=b'"no"') as (_, settings.SMS_URL):
        assert attempt(message) == result
    assert state_of(message)[0] == state
    assert message.attempts.get().answer == f'{status} "no"'


def test_a_gateway_that_hangs_up_leaves_doubt(settings: Any) -> None:
    message = text()
    with web_host(hangs_up=True) as (host, settings.SMS_URL):
        assert attempt(message) == "uncertain"
        assert attempt(message) == "nothing"
    assert len(host.asked) == 1
    assert state_of(message) == ("uncertain", "no-answer-at-the-end")


def test_a_gateway_that_is_away_is_tried_again(settings: Any) -> None:
    settings.SMS_URL = "http://127.0.0.1:9/"
    message = text()
    assert attempt(message) == "no-connection"
    assert state_of(message) == ("waiting", "no-connection")


def test_without_a_gateway_the_text_is_a_file(tmp_path: Path) -> None:
    message = text()
    assert attempt(message) == "sent"
    assert (tmp_path / "sms" / f"{message.pk}.txt").read_text() == "+32470123456\n\nU bent aan de beurt.\n"


@pytest.mark.parametrize("to", ["0470 12 34 56", "+", "+32", "anna", "+0470123456", "+3247012345678901"])
def test_what_is_no_number_is_refused_at_once(to: str) -> None:
    with pytest.raises(WrongReceiver):
        text(to=to)


@pytest.mark.parametrize("words", ["", "  ", "x" * 641])
def test_a_text_that_is_empty_or_too_long_is_refused_at_once(words: str) -> None:
    with pytest.raises(OutboxError):
        text(words=words)


def test_a_webhook_is_signed_as_the_specification_says() -> None:
    with web_host() as (host, address):
        message = call(f"{address}/hook")
        assert attempt(message) == "sent"

    _, headers, body = host.asked[0]
    assert body == {"type": "test.happened", "data": {"n": 1, "é": "ü"}}
    secret = base64.b64decode(webhook_secret("partner:1").removeprefix("whsec_"))
    raw = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{raw}".encode()
    expected = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert headers["webhook-id"] == str(message.pk)


def test_whoever_still_has_the_secret_of_before_can_verify_what_we_send(settings: Any) -> None:
    before = webhook_secret("partner:1")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "y" * 40
    with web_host() as (host, address):
        assert attempt(call(f"{address}/hook")) == "sent"

    _, headers, body = host.asked[0]
    raw = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{raw}".encode()
    for secret in (before, webhook_secret("partner:1")):
        own = hmac.new(base64.b64decode(secret.removeprefix("whsec_")), signed, hashlib.sha256).digest()
        assert f"v1,{base64.b64encode(own).decode()}" in headers["webhook-signature"].split(" ")


def test_secrets_differ_between_subscribers_and_installations(settings: Any) -> None:
    before = webhook_secret("partner:1")
    assert before != webhook_secret("partner:2")
    settings.SECRET_KEY = "y" * 40
    assert before != webhook_secret("partner:1")


@pytest.mark.parametrize(
    ("status", "result", "state"),
    [
        (500, "program-refused", "waiting"),
        (404, "program-refused", "waiting"),
        (410, "refused", "failed"),
        (302, "refused", "failed"),
    ],
)
def test_what_a_program_answers(status: int, result: str, state: str) -> None:
    with web_host(status=status, headers={"Location": "https://example.org/"}) as (host, address):
        message = call(address)
        assert attempt(message) == result
    assert state_of(message)[0] == state
    assert len(host.asked) == 1


def test_a_program_that_hangs_up_is_called_again_with_the_same_number() -> None:
    with web_host(hangs_up=True) as (host, address):
        message = call(address)
        assert attempt(message) == "no-answer-at-the-end"
        host.hangs_up = False
        assert attempt(message) == "sent"
    assert {headers["webhook-id"] for _, headers, _ in host.asked} == {str(message.pk)}


def test_a_call_that_was_interrupted_at_its_end_is_made_again() -> None:
    with web_host() as (_, address):
        message = call(address)
        begun = begin_attempt(message.pk, now=ago(minutes=5))
        assert begun is not None
        hand_over(begun, now=ago(minutes=5))
        assert attempt(message) == "sent"


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("http://example.org/", "not-encrypted"),
        ("https://127.0.0.1/", "inner-address"),
        ("https://localhost/", "inner-address"),
        ("https://[::1]/", "inner-address"),
        ("https://[::ffff:10.0.0.1]/", "inner-address"),
        ("https://[64:ff9b::a00:1]/", "inner-address"),
        ("https://169.254.169.254/latest/meta-data", "inner-address"),
        ("https://0.0.0.0/", "inner-address"),
        ("https://2130706433/", "inner-address"),
    ],
)
def test_inner_addresses_are_not_called(settings: Any, address: str, problem: str) -> None:
    settings.WEBHOOKS_INSIDE = False
    message = call(address)
    assert attempt(message) == "refused"
    assert state_of(message) == ("failed", problem)


@pytest.mark.parametrize("address", ["", "example.org", "ftp://example.org/", "https://me:secret@example.org/"])
def test_what_is_no_address_of_a_program_is_refused_at_once(address: str) -> None:
    with pytest.raises(WrongReceiver):
        call(address)


def test_an_answer_without_end_is_cut(settings: Any) -> None:
    with web_host(status=500, body=b"x" * 5_000_000) as (_, address):
        message = call(address)
        assert attempt(message) == "program-refused"
    assert len(message.attempts.get().answer) == 500
