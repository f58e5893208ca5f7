"""Whose turn it is.

Everybody's turn comes when they have waited long enough: a turn is the moment at which somebody took their place, and
who needs to wait less gets a head start of some minutes. Nothing else counts, so nobody starves: whoever takes a place
more than ``LONGEST_HEAD_START`` after you never goes before you, whatever their need.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final


class Need(StrEnum):
    """Why somebody needs to wait less, if they say so. Nobody asks for proof."""

    OLD_AGE = "old-age"
    PREGNANCY = "pregnancy"
    DISABILITY = "disability"


HEAD_STARTS: Final = {
    Need.OLD_AGE.value: timedelta(minutes=15),
    Need.PREGNANCY.value: timedelta(minutes=20),
    Need.DISABILITY.value: timedelta(minutes=20),
}
HEAD_START_OF_APPOINTMENT: Final = timedelta(minutes=40)
LONGEST_HEAD_START: Final = max(HEAD_START_OF_APPOINTMENT, *HEAD_STARTS.values())
EARLY: Final = timedelta(minutes=10)
"""So long before its time an appointment may be called while others wait."""
LATE: Final = timedelta(minutes=10)
"""Who comes later than this for an appointment waits like everybody else."""


def is_on_time(since: datetime, due_at: datetime | None) -> bool:
    """Whether somebody came in time for their appointment; no when they have none."""
    return due_at is not None and since <= due_at + LATE


def callable_from(since: datetime, due_at: datetime | None) -> datetime:
    """From when on somebody may be called while others wait."""
    return max(since, due_at - EARLY) if due_at is not None and is_on_time(since, due_at) else since


def turn_of(since: datetime, *, need: str = "", due_at: datetime | None = None) -> datetime:
    """The moment that decides about the turn: the earliest goes first. Head starts are not added up.

    Args:
        since: when they took their place.
        due_at: the time of their appointment.
    """
    head_start = HEAD_STARTS.get(need, timedelta())
    if is_on_time(since, due_at):
        head_start = max(head_start, HEAD_START_OF_APPOINTMENT)
    return callable_from(since, due_at) - head_start
