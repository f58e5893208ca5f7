"""What a process has once, however many threads ask for it first at the same moment."""

from collections.abc import Callable
from functools import cache, wraps
from threading import Lock
from typing import TypeVar

Thing = TypeVar("Thing")


def once(make: Callable[[], Thing]) -> Callable[[], Thing]:
    """Like ``functools.cache``, which makes one for each thread that comes before the first is made."""
    lock, made = Lock(), cache(make)

    @wraps(make)
    def the_one() -> Thing:
        with lock:
            return made()

    return the_one
