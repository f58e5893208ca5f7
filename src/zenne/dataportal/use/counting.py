"""The thread of a server process that writes how often tables were used: each minute, or as soon as there are many."""

import threading
from typing import Final

from django.db import connection

from zenne.dataportal.actions.write_use import write_use
from zenne.dataportal.use.counts import COUNTS

SECONDS_BETWEEN: Final = 60
SHORTEST_PAUSE: Final = 5
"""What could not be written is not tried again at once."""


def begin_counting() -> None:
    """Write uses from now on. Called by server processes only; what one counted since the last minute ends with it."""
    threading.Thread(target=go_on, name="use of data", daemon=True).start()


def go_on() -> None:
    pause = threading.Event()
    while True:
        COUNTS.is_due.wait(SECONDS_BETWEEN)
        write_use()
        connection.close()
        pause.wait(SHORTEST_PAUSE)
