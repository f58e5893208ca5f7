"""Write a text message."""

from zenne.core.access.public import internal, records_nothing
from zenne.core.outbox.actions.write_message import write_message
from zenne.core.outbox.errors import OutboxError, WrongReceiver
from zenne.core.outbox.models import Channel, Message
from zenne.core.outbox.rules.receivers import phone_number

LONGEST_TEXT = 640
"""Four parts of 160 letters; gateways charge for each part."""


@internal
@records_nothing(because="the message itself is kept")
def send_sms(  # noqa: PLR0913 - a message has these parts
    *, to: str, language: str, text: str, kind: str, about: str = "", idempotency_key: str = ""
) -> Message:
    """Write a text message in the caller's transaction; a worker hands it to the gateway once that is committed.

    Args:
        to: a number with the code of its country.
        language: of the text, which the caller has translated.
        kind: what it is, for those who look after messages: ``counters.your-turn``.

    Raises:
        WrongReceiver, OutboxError: nothing is written.
    """
    try:
        number = phone_number(to)
    except ValueError as error:
        raise WrongReceiver(str(error)) from None
    if not text.strip() or len(text) > LONGEST_TEXT:
        raise OutboxError(f"a text message has from 1 to {LONGEST_TEXT} letters")
    return write_message(
        Message(
            channel=Channel.SMS,
            receiver=number,
            language=language,
            wanted_language=language,
            kind=kind,
            text=text,
            about=about,
            idempotency_key=idempotency_key or None,
        )
    )
