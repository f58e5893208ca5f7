"""The attempts of a message: begun, handed over, ended. Each step is a transaction of its own, for others to see."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from zenne.core.outbox.models import Attempt, Channel, Message, State
from zenne.core.outbox.outcomes import NotDelivered, TakenOver, TryLater, Uncertain

TOO_LATE: Final = "too-late"
MAY_COME_TWICE = frozenset({Channel.WEBHOOK})
"""Programs drop what they have already: the number of the message stands on each."""


def begin_attempt(message: UUID, *, now: datetime) -> Attempt | None:
    """Begin the next attempt of a message that waits; None when it does not, or when its last attempt is in doubt.

    An attempt that was begun and has no end was interrupted: its worker died. When it had handed over the message,
    nobody knows whether it arrived.
    """
    with transaction.atomic():
        row = Message.objects.select_for_update().filter(pk=message, state=State.WAITING).first()
        if row is None:
            return None
        last = row.attempts.order_by("-number").first()
        if last is not None and last.ended_at is None:
            in_doubt = last.handed_over_at is not None and row.channel not in MAY_COME_TWICE
            close(last, outcome="uncertain" if in_doubt else "interrupted", answer="", now=now)
            if in_doubt:
                row.state, row.problem = State.UNCERTAIN, "worker-died"
                row.save(update_fields=["state", "problem"])
                return None
        if row.good_until is not None and row.good_until <= now:
            Message.objects.filter(pk=row.pk).update(
                state=State.CLOSED, problem=TOO_LATE, closed_because=TOO_LATE, **forgotten(now)
            )
            return None
        row.attempts_left = max(row.attempts_left - 1, 0)
        row.save(update_fields=["attempts_left"])
        return Attempt.objects.create(message=row, number=last.number + 1 if last else 1, began_at=now)


def forgotten(now: datetime) -> dict[str, Any]:
    """The columns of a message of which nobody can read any more what it said."""
    return {"subject": "", "text": "", "html": "", "forgotten_at": now}


def hand_over(attempt: Attempt, *, now: datetime) -> None:
    """Say that from now on the receiver may have the message.

    Raises:
        TakenOver: another worker has ended this attempt; nothing may be sent.
    """
    if not Attempt.objects.filter(pk=attempt.pk, ended_at=None).update(handed_over_at=now):
        raise TakenOver


def end_delivered(attempt: Attempt, *, now: datetime) -> None:
    """The receiver has it. This is the truth even when others were in doubt meanwhile."""
    with transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(ended_at=now, outcome="sent")
        waiting = Message.objects.filter(pk=attempt.message_id, state__in=[State.WAITING, State.UNCERTAIN])
        waiting.update(state=State.SENT, sent_at=now, problem="")
        Message.objects.filter(pk=attempt.message_id, good_until__isnull=False).update(**forgotten(now))


def end_not_delivered(attempt: Attempt, error: NotDelivered, *, now: datetime) -> bool:
    """The receiver does not have it, or nobody knows; returns whether to try again."""
    with transaction.atomic():
        if not close(attempt, outcome=error.outcome, answer=error.answer, now=now):
            return False
        row = Message.objects.get(pk=attempt.message_id)
        state = state_after(error, channel=row.channel, attempts_left=row.attempts_left)
        Message.objects.filter(pk=row.pk, state=State.WAITING).update(state=state, problem=error.problem)
        return state is State.WAITING


def state_after(error: NotDelivered, *, channel: str, attempts_left: int) -> State:
    """Where a message is after an attempt that did not succeed."""
    if isinstance(error, Uncertain) and channel not in MAY_COME_TWICE:
        return State.UNCERTAIN
    may_try_again = isinstance(error, TryLater | Uncertain) and attempts_left > 0
    return State.WAITING if may_try_again else State.FAILED


def close(attempt: Attempt, *, outcome: str, answer: str, now: datetime) -> bool:
    open_attempt = Attempt.objects.filter(pk=attempt.pk, ended_at=None)
    return bool(open_attempt.update(ended_at=now, outcome=outcome, answer=answer))
