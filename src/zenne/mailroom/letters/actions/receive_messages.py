"""Take in messages that came together."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from zenne.core.access.public import Asker, internal
from zenne.core.audit.public import record
from zenne.mailroom.letters.arrivals import Arrival, Received, arrival_of
from zenne.mailroom.letters.coming import BY_MAIL, Coming
from zenne.mailroom.letters.durability import durable
from zenne.mailroom.letters.keeping import keep
from zenne.mailroom.letters.known_writers import with_known_writers

TRIES: Final = 5
"""How often it is tried: another process may take in a copy, or a message of the same conversation, just now."""


@internal
def receive_messages(*, asker: Asker, raws: Sequence[bytes], now: datetime, coming: Coming = BY_MAIL) -> list[Received]:
    """Keep messages and what they say, all or none; they are on disk when this returns, and may be acknowledged.

    Whoever does not know whether that happened takes them in again: the same bytes are kept once, and a copy with other
    bytes is kept beside the letter that says the same. ``coming``: by which way, and what is known of them beforehand.
    """
    arrivals = with_known_writers([arrival_of(raw) for raw in raws], coming=coming)
    with durable():
        for _ in range(TRIES - 1):
            try:
                return kept(asker, arrivals, now, coming)
            except IntegrityError:
                continue
        return kept(asker, arrivals, now, coming)


@transaction.atomic
def kept(asker: Asker, arrivals: Sequence[Arrival], now: datetime, coming: Coming) -> list[Received]:
    received = keep(arrivals, now=now, coming=coming)
    for each in received:
        if each.is_new:
            thing, details = f"letter:{each.letter.uuid}", {"copy": each.is_duplicate}
            record(asker=asker, action="letters.receive", thing=thing, details=details)
    return received
