"""Take in a message, from whatever way it comes."""

from datetime import datetime

from zenne.core.access.public import Asker, internal
from zenne.mailroom.letters.actions.receive_messages import receive_messages
from zenne.mailroom.letters.arrivals import Received
from zenne.mailroom.letters.coming import BY_MAIL, Coming


@internal
def receive_message(*, asker: Asker, raw: bytes, now: datetime, coming: Coming = BY_MAIL) -> Received:
    """Keep one message, as ``receive_messages`` keeps many."""
    [received] = receive_messages(asker=asker, raws=[raw], now=now, coming=coming)
    return received
