"""Say that a message came back."""

from uuid import UUID

from zenne.core.access.public import internal, records_nothing
from zenne.core.outbox.models import Message, State


@internal
@records_nothing(because="the message says that it came back")
def report_bounce(message_id: str) -> bool:
    """Mark an e-mail as not delivered after all, by the Message-ID that a report of a mail server names.

    Returns whether there is such a message and it counted as sent or uncertain.
    """
    try:
        number = UUID(message_id.strip().strip("<>").partition("@")[0])
    except ValueError:
        return False
    counted = Message.objects.filter(pk=number, state__in=[State.SENT, State.UNCERTAIN])
    return bool(counted.update(state=State.FAILED, problem="came-back"))
