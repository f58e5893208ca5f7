"""Take in messages as they come."""

from collections.abc import Callable
from typing import Any, Final

from django.utils import timezone

from zenne.core.access.public import internal, records_nothing
from zenne.mailroom.intake.actions.fetch_mailbox import Fetched, coming_by, take_in
from zenne.mailroom.intake.imap import opened

LONGEST_SILENCE: Final = 300.0
"""Seconds after which a server that says nothing may be gone. Many say that they are still there each two minutes."""


@internal
@records_nothing(because="each letter is recorded when it is kept")
def watch_mailbox(*, mailbox: dict[str, Any], told: Callable[[Fetched], None]) -> bool:
    """Keep what lies there, and then each message as it comes, for as long as the server says anything.

    Args:
        told: what was taken in, each time before the next wait.

    Returns:
        Whether the server tells what comes; one that does not has to be asked again and again.

    Raises:
        MailboxFailed: as ``fetch_mailbox``.
    """
    with opened(mailbox) as box:
        told(take_in(box, coming=coming_by(mailbox), now=timezone.now()))
        while box.tells_what_comes and box.wait(seconds=LONGEST_SILENCE):
            told(take_in(box, coming=coming_by(mailbox), now=timezone.now()))
        return box.tells_what_comes
