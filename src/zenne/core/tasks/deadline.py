"""The end of an attempt that takes too long."""

import contextlib
import signal
from collections.abc import Iterator
from datetime import timedelta


@contextlib.contextmanager
def deadline(limit: timedelta) -> Iterator[None]:
    """End this process when the block takes longer than ``limit``; whoever gives its job back says why.

    It is the system that does it (setitimer(2)): work may hang in a library that never comes back to Python, and on
    SQLite it may hold the lock without which nothing could be written down here.
    """
    signal.setitimer(signal.ITIMER_REAL, limit.total_seconds())
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
