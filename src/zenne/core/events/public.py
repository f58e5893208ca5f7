"""Announce facts and subscribe to them, for all modules."""

from zenne.core.events.actions.announce import announce, announce_each
from zenne.core.events.document import events_page
from zenne.core.events.errors import EventError, OutsideTransaction, UndeclaredFact, WrongFact
from zenne.core.events.registry import AFTER_COMMIT, INSIDE, When, fact, subscribe, subscribe_together
from zenne.core.events.rules.fields import as_json

__all__ = [
    "AFTER_COMMIT",
    "INSIDE",
    "EventError",
    "OutsideTransaction",
    "UndeclaredFact",
    "When",
    "WrongFact",
    "announce",
    "announce_each",
    "as_json",
    "events_page",
    "fact",
    "subscribe",
    "subscribe_together",
]
