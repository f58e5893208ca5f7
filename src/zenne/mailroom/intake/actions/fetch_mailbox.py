"""Take in what lies in a mailbox."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from zenne.core.access.public import SYSTEM, internal, records_nothing
from zenne.mailroom.intake.imap import OpenMailbox, opened
from zenne.mailroom.letters.actions.receive_message import receive_message
from zenne.mailroom.letters.actions.receive_messages import receive_messages
from zenne.mailroom.letters.arrivals import Received
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
    """Keep messages, and only then tell the server so: whatever dies between is fetched again, and kept once.

    A message that cannot be kept stays as it is for the next time, and the others are not held up by it.

    Raises:
        MailboxFailed: the server could not be reached, or broke off; what was not taken in is still there.
    """
    with opened(mailbox) as box:
        return take_in(box, coming=coming_by(mailbox), now=now)


def coming_by(mailbox: dict[str, Any]) -> Coming:
    """What the settings say of all that comes in a mailbox."""
    return Coming(service=mailbox["service"], usually=mailbox.get("language", ""))


def take_in(box: OpenMailbox, *, coming: Coming, now: datetime) -> Fetched:
    """What waits in a mailbox that is open, some messages at a time."""
    taken_in = copies = left = 0
    for numbers in box.portions(box.waiting()):
        received = kept_of(box.messages(numbers), coming=coming, now=now)
        if received:
            box.tell_taken_in(list(received))
        new_copies = sum(each.is_duplicate for each in received.values())
        taken_in, copies = taken_in + len(received) - new_copies, copies + new_copies
        left += len(numbers) - len(received)
    return Fetched(taken_in, copies, left)


def kept_of(raws: dict[bytes, bytes], *, coming: Coming, now: datetime) -> dict[bytes, Received]:
    """What became of messages: all together, or each alone where that fails."""
    try:
        received = receive_messages(asker=SYSTEM, raws=list(raws.values()), now=now, coming=coming)
        return dict(zip(raws, received, strict=True))
    except Exception as error:  # one message must not hold up the post of everybody else
        log.warning("messages were not kept together", problem=type(error).__name__)
    kept = {number: kept_alone(raw, coming=coming, now=now) for number, raw in raws.items()}
    return {number: received for number, received in kept.items() if received is not None}


def kept_alone(raw: bytes, *, coming: Coming, now: datetime) -> Received | None:
    """What became of a message; None when it is not kept, and stays for the next time."""
    try:
        return receive_message(asker=SYSTEM, raw=raw, now=now, coming=coming)
    except Exception as error:
        log.warning("a message was not kept", problem=type(error).__name__)
        return None
