"""Read a message with a problem."""

from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.outbox.models import Message
from zenne.core.outbox.permissions import READ_MESSAGES


@needs(READ_MESSAGES)
@transaction.atomic
def open_message(*, asker: Asker, message: UUID) -> Message | None:
    """A message with its address and text; that somebody read it is written down. None when there is none."""
    row = Message.objects.filter(pk=message).first()
    if row is not None:
        record(asker=asker, action="messages.read", about=row.about, thing=f"message:{row.pk}")
    return row
