"""The thread in which a worker says that it is there, also while a job keeps it busy."""

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import structlog
from django.db import DatabaseError, InterfaceError, connection

from zenne.core.tasks.actions.keep_lease import keep_lease

log = structlog.get_logger("zenne.work")
BEATS_PER_LEASE = 4


@dataclass(slots=True)
class Heartbeat:
    """Keeps the lease of a worker from ``start`` to ``stop``, with a connection of its own."""

    worker: str
    lease: timedelta
    _thread: threading.Thread | None = field(default=None, init=False)
    _end: threading.Event = field(default_factory=threading.Event, init=False)

    def start(self) -> None:
        """Say it once, at once, and then go on by itself; nothing when it does so already.

        Raises:
            DatabaseError: the database cannot be asked, so no job may be taken.
        """
        if self._thread is None:
            keep_lease(worker=self.worker, lease=self.lease, now=datetime.now(UTC))
            self._thread = threading.Thread(target=self.go_on, name="heartbeat", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Say nothing more."""
        self._end.set()
        if self._thread is not None:
            self._thread.join()

    def go_on(self) -> None:
        pause = self.lease.total_seconds() / BEATS_PER_LEASE
        while not self._end.wait(pause):
            try:
                keep_lease(worker=self.worker, lease=self.lease, now=datetime.now(UTC))
            except (DatabaseError, InterfaceError) as error:
                log.warning("the worker could not say that it is there", kind=type(error).__name__)
                connection.close()
        connection.close()
