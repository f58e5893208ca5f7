"""Alarms for questions that take too long: one thread watches all of them, since starting one for each costs more."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Final

from zenne.dataportal.storage.once import once

SECONDS_BETWEEN_LOOKS: Final = 0.2


class Watch:
    """Calls what is late. Nobody is waited for: an alarm may come a moment after its time."""

    def __init__(self) -> None:
        self.numbers = count()
        self.waiting: dict[int, tuple[float, Callable[[], None]]] = {}
        self.something = threading.Event()
        threading.Thread(target=self.look, name="data-alarms", daemon=True).start()

    @contextmanager
    def alarm(self, seconds: float, ring: Callable[[], None]) -> Iterator[None]:
        """Call ``ring`` if the block lasts longer than ``seconds``."""
        number = next(self.numbers)
        self.waiting[number] = (time.monotonic() + seconds, ring)
        self.something.set()
        try:
            yield
        finally:
            self.waiting.pop(number, None)

    def look(self) -> None:
        while True:
            self.something.wait()
            self.ring_late(time.monotonic())
            if not self.waiting:
                self.something.clear()
                if self.waiting:  # somebody came in between
                    self.something.set()
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def ring_late(self, now: float) -> None:
        for number, (end, ring) in list(self.waiting.items()):
            if now >= end and number in self.waiting:
                ring()


@once
def watch() -> Watch:
    """The watch of this process."""
    return Watch()
