"""What may answer a letter before a person does: ready answers, in the room above this one."""

from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

import structlog
from django.db import transaction

from zenne.core.access.public import SYSTEM

WAYS: Final[list[Callable[[UUID, datetime], bool]]] = []
AUTHOR: Final = SYSTEM.key
"""Who stands as the author of an answer that no person sent."""
log = structlog.get_logger("zenne.mailroom")


def register_way(way: Callable[[UUID, datetime], bool]) -> None:
    """Say what may answer a conversation; it returns whether it did."""
    if way not in WAYS:
        WAYS.append(way)


def answered_without_person(thread: UUID, *, now: datetime) -> bool:
    """Whether a conversation was answered. What goes wrong with that holds up no acknowledgement."""
    for way in WAYS:
        try:
            with transaction.atomic():
                if way(thread, now):
                    return True
        except Exception as error:  # whatever it is, a person answers
            log.warning("not answered without a person", problem=type(error).__name__)
    return False
