"""Reading a little ahead: the engine makes the next rows while the last ones are written and sent."""

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

WAITING_AT_MOST: Final = 3
SECONDS_BETWEEN_LOOKS: Final = 0.2
END: Final = object()


class Reading:
    """A thread that takes things from ``source`` until there are no more, or nobody wants them."""

    def __init__(self, source: Iterable[Any]) -> None:
        self.source = source
        self.found: queue.Queue[Any] = queue.Queue(WAITING_AT_MOST)
        self.is_unwanted = threading.Event()
        self.thread = threading.Thread(target=self.read, name="data-reading", daemon=True)

    def read(self) -> None:
        try:
            for thing in self.source:
                if not self.give(thing):
                    return
        except Exception as error:
            self.give(error)
        else:
            self.give(END)

    def give(self, thing: Any) -> bool:
        """Wait until there is room. False when nobody wants it any more."""
        while not self.is_unwanted.is_set():
            try:
                self.found.put(thing, timeout=SECONDS_BETWEEN_LOOKS)
            except queue.Full:
                continue
            return True
        return False


def ahead(source: Iterable[Any], *, stop: Callable[[], None]) -> Iterator[Any]:
    """The things of ``source``, read by another thread; what it raises is raised here.

    Args:
        stop: makes ``source`` give up; called when this iterator ends, whatever ends it.
    """
    reading = Reading(source)
    reading.thread.start()
    try:
        while (thing := reading.found.get()) is not END:
            if isinstance(thing, Exception):
                raise thing
            yield thing
    finally:
        reading.is_unwanted.set()
        stop()
        reading.thread.join()
