"""How many wrong codes somebody may type."""

from collections.abc import Iterable
from typing import Final

MOST: Final = 5
WINDOW_SECONDS: Final = 15 * 60


def recent(failures: Iterable[int], *, now: int) -> list[int]:
    """The moments of failures that still count, in seconds since 1970."""
    return [moment for moment in failures if now - moment < WINDOW_SECONDS][-MOST:]


def may_try(failures: Iterable[int], *, now: int) -> bool:
    """Whether another code may be tried: five wrong ones in a quarter of an hour are enough."""
    return len(recent(failures, now=now)) < MOST
