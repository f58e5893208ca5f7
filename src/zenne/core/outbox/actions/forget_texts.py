"""Forget what messages said."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from zenne.core.access.public import internal, records_nothing
from zenne.core.outbox.models import Message, State

TEXTS_KEPT_FOR: Final = timedelta(days=30)
AT_ONCE: Final = 500


@internal
@records_nothing(because="the message says when it was forgotten")
def forget_texts(*, now: datetime) -> int:
    """Erase the texts of messages that were delivered or closed a month ago; returns how many.

    That there was a message, when and to whom, is kept for as long as its declaration says.
    """
    over = now - TEXTS_KEPT_FOR
    done = Message.objects.filter(forgotten_at=None).filter(
        Q(state=State.SENT, sent_at__lt=over) | Q(state=State.CLOSED, created_at__lt=over)
    )
    forgotten = 0
    while part := list(done.order_by().values_list("pk", flat=True)[:AT_ONCE]):
        forgotten += Message.objects.filter(pk__in=part).update(subject="", text="", html="", forgotten_at=now)
    return forgotten
