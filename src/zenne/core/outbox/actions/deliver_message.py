"""Try to deliver a message."""

from datetime import UTC, datetime
from uuid import UUID

import structlog

from zenne.core.access.public import internal, records_nothing
from zenne.core.outbox.attempts import begin_attempt, end_delivered, end_not_delivered, hand_over
from zenne.core.outbox.carriers import carry
from zenne.core.outbox.outcomes import NotDelivered, TakenOver, TryLater

log = structlog.get_logger("zenne.outbox")


@internal
@records_nothing(because="each attempt is written down with the message")
def deliver_message(message: UUID) -> str:
    """Try once to deliver a message that waits; returns how that ended, ``nothing`` when it does not wait.

    No transaction is open while another computer is talked to.

    Raises:
        TryLater: it was not delivered, and has attempts left.
    """
    attempt = begin_attempt(message, now=datetime.now(UTC))
    if attempt is None:
        return "nothing"
    try:
        carry(attempt.message, lambda: hand_over(attempt, now=datetime.now(UTC)))
    except TakenOver:
        return "taken over"
    except NotDelivered as error:
        log.warning("not delivered", message=str(message), outcome=error.outcome, problem=error.problem)
        if end_not_delivered(attempt, error, now=datetime.now(UTC)):
            raise TryLater(error.problem) from None
        return error.outcome
    end_delivered(attempt, now=datetime.now(UTC))
    return "sent"
