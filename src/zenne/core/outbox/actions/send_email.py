"""Write an e-mail."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from zenne.core.access.public import internal, records_nothing
from zenne.core.outbox.actions.write_message import write_message
from zenne.core.outbox.addresses import mail_address
from zenne.core.outbox.conversation import Conversation
from zenne.core.outbox.models import Channel, Message
from zenne.core.outbox.writing import write_email


@internal
@records_nothing(because="the message itself is kept")
def send_email(  # noqa: PLR0913 - a letter has these parts
    *,
    to: str,
    language: str,
    template: str,
    context: Mapping[str, Any] | None = None,
    about: str = "",
    idempotency_key: str = "",
    good_until: datetime | None = None,
    conversation: Conversation | None = None,
) -> Message:
    """Write an e-mail in the caller's transaction; a worker delivers it once that is committed.

    Args:
        language: code of the receiver's language; when the template lacks it, the message is in English and says so.
        template: extends ``outbox/email.html``, with the blocks ``subject`` and ``body``.
        about: key of the person whose data it holds, ``person:…``.
        idempotency_key: a second message with the same key is not written; the first one is returned.
        good_until: of a text with a secret, such as a link that signs in: not sent later, and forgotten once sent.
        conversation: what it answers, and where an answer goes.

    Raises WrongReceiver or WrongTemplate: nothing is written.
    """
    written = write_email(template=template, language=language, context=context or {})
    return write_message(
        Message(
            channel=Channel.EMAIL,
            receiver=mail_address(to),
            language=written.language,
            wanted_language=language,
            kind=template,
            subject=written.parts.subject[:300],
            text=written.parts.text,
            html=written.parts.html,
            about=about,
            idempotency_key=idempotency_key or None,
            good_until=good_until,
            conversation=asdict(conversation) if conversation else {},
        )
    )
