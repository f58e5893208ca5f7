"""Close a message with a problem."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.core.outbox.models import PROBLEMS, Message, State
from zenne.core.outbox.permissions import RETRY_MESSAGES

DELIVERED = "delivered"


@needs(RETRY_MESSAGES)
@asks_no_purpose(because="nothing of the message is shown, and the reason is written down")
@transaction.atomic
def close_message(*, asker: Asker, message: UUID, because: str) -> bool:
    """Close a message with a problem for a reason, ``delivered`` when it turned out to have arrived.

    Returns whether it had a problem still.

    Raises:
        ValueError: no reason is given.
    """
    reason = " ".join(because.split())[:500]
    if not reason:
        raise ValueError("a message is closed for a reason")
    row = Message.objects.select_for_update().filter(pk=message, state__in=PROBLEMS).first()
    if row is None:
        return False
    if reason == DELIVERED:
        row.state, row.sent_at, row.problem = State.SENT, datetime.now(UTC), ""
    else:
        row.state = State.CLOSED
    row.closed_by, row.closed_because = asker.key, reason
    row.save(update_fields=["state", "sent_at", "problem", "closed_by", "closed_because"])
    record(
        asker=asker, action="messages.close", about=row.about, thing=f"message:{row.pk}", details={"state": row.state}
    )
    return True
