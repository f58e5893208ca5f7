"""What was counted in this process and is not in the database yet."""

import threading
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

MANY: Final = 100
"""So many uses are written at once, before the minute is over."""


@dataclass(frozen=True, slots=True)
class Count:
    """What is counted: a table, a day, a kind of use."""

    table: int
    day: date
    kind: str


class UseCounts:
    """Numbers that several threads add to. ``is_due`` is set when there are many."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[Count] = Counter()
        self._total = 0
        self.is_due = threading.Event()

    def add(self, count: Count, times: int = 1) -> None:
        """Count a use, or put back uses that could not be written."""
        with self._lock:
            self._counts[count] += times
            self._total += times
            if self._total >= MANY:
                self.is_due.set()

    def taken(self) -> Counter[Count]:
        """Everything counted, which from now on is the caller's."""
        with self._lock:
            taken, self._counts, self._total = self._counts, Counter(), 0
            self.is_due.clear()
        return taken


COUNTS: Final = UseCounts()
