"""Calls of other programs, signed so that they know who calls (Standard Webhooks 1.0)."""

import base64
from datetime import UTC, datetime

from django.conf import settings
from django.utils.crypto import salted_hmac

from zenne.core.outbox.carriers.http import Answer, post
from zenne.core.outbox.models import Message
from zenne.core.outbox.outcomes import HandOver, Refused, TryLater
from zenne.core.outbox.rules.signatures import signature

GONE = 410


def call_webhook(message: Message, hand_over: HandOver) -> None:
    """POST the JSON; the receiver drops a double by ``webhook-id``, and verifies ``webhook-signature``.

    Raises:
        TryLater, Refused, Uncertain: as the answer says, or the lack of one.
    """
    now, body, identifier = datetime.now(UTC), message.text.encode(), str(message.pk)
    secrets = secrets_of(message.subscriber)
    headers = {
        "webhook-id": identifier,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(
            signature(secret=secret, identifier=identifier, at=now, body=body) for secret in secrets
        ),
        "User-Agent": "Zenne",
    }
    may_be_inside = bool(settings.WEBHOOKS_INSIDE)
    judge(post(message.receiver, body=body, headers=headers, hand_over=hand_over, may_be_inside=may_be_inside))


def judge(answer: Answer) -> None:
    if 200 <= answer.status < 300:
        return
    words = f"{answer.status} {answer.body}"
    if 300 <= answer.status < 400:
        raise Refused("redirected", words)
    if answer.status == GONE:
        raise Refused("not-wanted-any-more", words)
    raise TryLater("program-refused", words)


def webhook_secret(subscriber: str) -> str:
    """The secret with which a subscriber verifies what we send, in the form of Standard Webhooks.

    It is made from the secret key of the installation, so it stands in no table; with another key it is another one,
    and the one before is good for as long as the key before is among the fallbacks.
    """
    return f"whsec_{base64.b64encode(secrets_of(subscriber)[0]).decode()}"


def secrets_of(subscriber: str) -> list[bytes]:
    """The secret of a subscriber, and those that it had under earlier keys: what is sent is signed with each."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [
        salted_hmac("zenne.core.outbox.webhook", subscriber, secret=key, algorithm="sha256").digest() for key in keys
    ]
