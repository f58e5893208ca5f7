"""Forget what messages said."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from zenne.core.access.public import internal, records_nothing
from zenne.core.outbox.attempts import forgotten as forgotten_columns
from zenne.core.outbox.models import Attempt, Message, State

TEXTS_KEPT_FOR: Final = timedelta(days=30)
AT_ONCE: Final = 500


@internal
@records_nothing(because="the message says when it was forgotten")
def forget_texts(*, now: datetime) -> int:
    """Erase the texts of messages that were delivered or closed a month ago, and secrets whose time is over.

    Returns how many. What other computers answered about them goes too: it may repeat an address.

    That there was a message, when and to whom, is kept for as long as its declaration says.
    """
    over = now - TEXTS_KEPT_FOR
    done = Message.objects.filter(forgotten_at=None).filter(
        Q(state=State.SENT, sent_at__lt=over) | Q(state=State.CLOSED, created_at__lt=over) | Q(good_until__lt=now)
    )
    forgotten = 0
    while part := list(done.order_by().values_list("pk", flat=True)[:AT_ONCE]):
        Attempt.objects.filter(message__in=part).update(answer="")
        forgotten += Message.objects.filter(pk__in=part).update(**forgotten_columns(now))
    return forgotten
