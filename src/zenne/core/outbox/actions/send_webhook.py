"""Write a call of another program."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from zenne.core.access.public import internal, records_nothing
from zenne.core.outbox.actions.write_message import write_message
from zenne.core.outbox.errors import OutboxError, WrongReceiver
from zenne.core.outbox.models import Channel, Message

LONGEST_ADDRESS = 500


@internal
@records_nothing(because="the message itself is kept")
def send_webhook(  # noqa: PLR0913 - a call has these parts
    *,
    url: str,
    event: str,
    payload: Mapping[str, Any],
    subscriber: str,
    about: str = "",
    idempotency_key: str = "",
) -> Message:
    """Write a call in the caller's transaction; a worker makes it once that is committed, signed and with retries.

    Args:
        event: what happened, ``counters.appointment-made``.
        payload: JSON.
        subscriber: stable key of who asked for it; ``webhook_secret(subscriber)`` is the secret that they verify with.

    Raises:
        WrongReceiver, OutboxError: nothing is written.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"https", "http"} or not parts.hostname or parts.username or len(url) > LONGEST_ADDRESS:
        raise WrongReceiver("a webhook has an address like https://example.org/path, without a password in it")
    if not subscriber:
        raise OutboxError("a webhook is signed for somebody: subscriber is empty")
    body = json.dumps({"type": event, "data": dict(payload)}, ensure_ascii=False, separators=(",", ":"))
    return write_message(
        Message(
            channel=Channel.WEBHOOK,
            receiver=url,
            kind=event,
            text=body,
            subscriber=subscriber,
            about=about,
            idempotency_key=idempotency_key or None,
        )
    )
