"""Text messages through the HTTP interface of a gateway."""

import json

from django.conf import settings

from zenne.core.outbox.carriers.http import Answer, post
from zenne.core.outbox.models import Message
from zenne.core.outbox.outcomes import HandOver, Refused, TryLater

ABOUT_US = frozenset({401, 403, 404, 405, 408, 409, 425, 429})
"""Refusals that say nothing of this message: a wrong token or address in the settings, too much at once."""


def send_to_gateway(message: Message, hand_over: HandOver) -> None:
    """POST ``{"id", "to", "text"}`` with the token; the gateway may drop a double by ``id`` or ``Idempotency-Key``.

    Raises:
        TryLater, Refused, Uncertain: as the answer says, or the lack of one.
    """
    body = json.dumps({"id": str(message.pk), "to": message.receiver, "text": message.text}).encode()
    headers = {"Idempotency-Key": str(message.pk), "Accept": "application/json"}
    if settings.SMS_TOKEN:
        headers["Authorization"] = f"Bearer {settings.SMS_TOKEN}"
    judge(post(settings.SMS_URL, body=body, headers=headers, hand_over=hand_over, may_be_inside=True))


def judge(answer: Answer) -> None:
    if 200 <= answer.status < 300:
        return
    words = f"{answer.status} {answer.body}"
    if answer.status >= 500 or answer.status in ABOUT_US or answer.status < 400:
        raise TryLater("gateway-refused", words)
    raise Refused("number-refused", words)
