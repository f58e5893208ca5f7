"""Write a message and the work that delivers it."""

from datetime import UTC, datetime

from django.db import transaction

from zenne.core.access.public import internal, records_nothing
from zenne.core.outbox.models import MOST_ATTEMPTS, Message, State
from zenne.core.outbox.tasks import deliver
from zenne.core.tasks.public import enqueue

URGENT = 10


@internal
@records_nothing(because="the message itself is kept")
def write_message(message: Message) -> Message:
    """Write a message that is not yet written, in the caller's transaction; the same key gives the first message."""
    message.created_at = datetime.now(UTC)
    with transaction.atomic():
        if message.idempotency_key is None:
            message.save(force_insert=True)
        else:
            Message.objects.bulk_create([message], ignore_conflicts=True)
            written = Message.objects.get(idempotency_key=message.idempotency_key)
            if written.pk != message.pk:
                return written
        enqueue_delivery(message)
    return message


def enqueue_delivery(message: Message) -> None:
    """Let a worker deliver a message, with all its attempts."""
    message.state, message.problem, message.attempts_left = State.WAITING, "", MOST_ATTEMPTS
    message.job = enqueue(deliver, arguments={"message": str(message.pk)}, priority=URGENT).job
    message.save(update_fields=["state", "problem", "attempts_left", "job"])
