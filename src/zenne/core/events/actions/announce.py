"""Announce a fact."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import structlog
from django.db import connection, transaction

from zenne.core.access.public import internal, records_nothing
from zenne.core.events.errors import OutsideTransaction
from zenne.core.events.registry import INSIDE, Subscriber, subscribers_of

log = structlog.get_logger("zenne.events")


@internal
@records_nothing(because="the action that announces something records it")
def announce(happened: Any) -> None:
    """Tell all subscribers of a fact, in the transaction in which it happens.

    Those INSIDE are told now, and an error of theirs is raised here. Those AFTER_COMMIT are told when the outermost
    transaction is committed; an error of theirs is logged and stops neither the others nor the caller.

    Raises:
        UndeclaredFact: the type of ``happened`` was never declared with ``@fact``.
        OutsideTransaction: no transaction is open, so the fact could exist without what its subscribers do.
    """
    announce_each([happened])


def announce_each(happened: Sequence[Any]) -> None:
    """The same for facts of one type that happened together; none is nothing."""
    if not happened:
        return
    subscribers = subscribers_of(type(happened[0]))
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{type(happened[0]).__qualname__} was announced outside a transaction")
    for subscriber in subscribers:
        if subscriber.when is INSIDE:
            subscriber.tell(happened)
            continue
        for some in [happened] if subscriber.together else [[each] for each in happened]:
            transaction.on_commit(partial(tell, subscriber, some))


def tell(subscriber: Subscriber, happened: Sequence[Any]) -> None:
    try:
        subscriber.tell(happened)
    except Exception:
        # The values of the fact are left out: they may be personal data.
        log.exception("a subscriber failed", fact=type(happened[0]).__qualname__, subscriber=subscriber.name)
