"""How often limits were reached."""

import sqlite3
import time
from typing import Final

from zenne.core.access.public import internal
from zenne.core.limits.counters import anonymous, counters
from zenne.core.limits.rules.windows import SLICES, Limit

TRIED: Final = "SELECT coalesce(sum(times), 0) FROM tries WHERE who = ? AND slice BETWEEN ? AND ?"
REFUSED: Final = "SELECT name, sum(times) FROM refusals WHERE hour > ? GROUP BY name ORDER BY name"


@internal
def refusals_lately(*, hours: int = 24) -> dict[str, int]:
    """How many tries each limit refused in the last ``hours`` (at most 24): figures only, nobody is remembered."""
    try:
        with counters() as connection:
            return dict(connection.execute(REFUSED, (int(time.time() // 3600) - hours,)))
    except (sqlite3.Error, OSError):
        return {}


@internal
def tries_lately(limit: Limit, key: str, *, now: float | None = None) -> int:
    """How many tries under ``key`` count against ``limit`` at this moment; see ``allow`` for the arguments."""
    number = limit.slice_at(time.monotonic() if now is None else now)
    try:
        with counters() as connection:
            [times] = connection.execute(TRIED, (anonymous(limit.name, key), number - SLICES, number + 1)).fetchone()
    except (sqlite3.Error, OSError):
        return 0
    return int(times)
