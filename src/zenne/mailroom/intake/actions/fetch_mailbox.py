"""Take in what lies in a mailbox."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from zenne.core.access.public import SYSTEM, internal, records_nothing
from zenne.mailroom.intake.imap import OpenMailbox, opened
from zenne.mailroom.letters.actions.receive_message import receive_message
from zenne.mailroom.letters.coming import Coming

log = structlog.get_logger("zenne.mailroom")


@dataclass(frozen=True, slots=True)
class Fetched:
    """How many messages were taken in, how many of them were copies, and how many could not be kept just now."""

    taken_in: int = 0
    copies: int = 0
    left: int = 0

    @property
    def in_words(self) -> dict[str, int]:
        """As the command line tells it."""
        return {"letters": self.taken_in, "copies": self.copies, "left": self.left}


@internal
@records_nothing(because="each letter is recorded when it is kept")
def fetch_mailbox(*, mailbox: dict[str, Any], now: datetime) -> Fetched:
    """Keep each message, and only then tell the server so: whatever dies between is fetched again, and kept once.

    A message that cannot be kept stays as it is for the next time, and the others are not held up by it.

    Raises:
        MailboxFailed: the server could not be reached, or broke off; what was not taken in is still there.
    """
    with opened(mailbox) as box:
        return take_in(box, service=mailbox["service"], now=now)


def take_in(box: OpenMailbox, *, service: str, now: datetime) -> Fetched:
    """What waits in a mailbox that is open."""
    taken_in = copies = left = 0
    for number in box.waiting():
        is_copy = taken_in_from(box, number, service=service, now=now)
        taken_in, copies = taken_in + (is_copy is False), copies + (is_copy is True)
        left += is_copy is None
    return Fetched(taken_in, copies, left)


def taken_in_from(box: OpenMailbox, number: bytes, *, service: str, now: datetime) -> bool | None:
    """Whether the message was a copy; None when it is not kept."""
    raw = box.message(number)
    if raw is None:
        return None
    try:
        received = receive_message(asker=SYSTEM, raw=raw, now=now, coming=Coming(service=service))
    except Exception as error:  # one message must not hold up the post of everybody else
        log.warning("a message was not kept", problem=type(error).__name__)
        return None
    box.tell_taken_in(number)
    return received.is_duplicate
