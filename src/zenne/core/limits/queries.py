"""How often limits were reached."""

import sqlite3
import time
from typing import Final

from zenne.core.limits.counters import counters

REFUSED: Final = "SELECT name, sum(times) FROM refusals WHERE hour > ? GROUP BY name ORDER BY name"


def refusals_lately(*, hours: int = 24) -> dict[str, int]:
    """How many tries each limit refused in the last ``hours`` (at most 24): figures only, nobody is remembered."""
    try:
        with counters() as connection:
            return dict(connection.execute(REFUSED, (int(time.time() // 3600) - hours,)))
    except (sqlite3.Error, OSError):
        return {}
