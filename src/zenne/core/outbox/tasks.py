"""What the outbox does in the background."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from zenne.core.outbox.actions.deliver_message import deliver_message
from zenne.core.outbox.actions.forget_texts import forget_texts
from zenne.core.tasks.public import Backoff, work

HOURS_OF_A_DAY = Backoff(first=timedelta(seconds=30), most=timedelta(hours=6))
A_SERVER_THAT_HANGS = timedelta(minutes=5)


@work(
    title=_("Deliver a message"),
    is_atomic=False,
    max_attempts=50,
    backoff=HOURS_OF_A_DAY,
    time_limit=A_SERVER_THAT_HANGS,
)
def deliver(*, message: str) -> str:
    """Try once; raises TryLater when it is to be tried again. The message itself counts its attempts."""
    return deliver_message(UUID(message))


@work(title=_("Forget the texts of delivered messages"), is_atomic=False)
def forget_old_texts() -> int:
    """Returns how many messages."""
    return forget_texts(now=datetime.now(UTC))
