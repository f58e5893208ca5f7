"""Admit a try, or say how long to wait."""

import sqlite3
import time
from datetime import timedelta
from typing import Final

import structlog

from zenne.core.access.public import internal, records_nothing
from zenne.core.limits.counters import anonymous, counters
from zenne.core.limits.rules.windows import SLICES, Allowance, Limit, wait_until_free

ADMIT: Final = """
INSERT INTO tries (who, slice, times, forgotten_at)
SELECT :who, :slice, 1, :forgotten_at
WHERE (
    SELECT coalesce(sum(times), 0) FROM tries WHERE who = :who AND slice BETWEEN :slice - :slices AND :slice + 1
) < :times
ON CONFLICT (who, slice) DO UPDATE SET times = times + 1
"""
TRIES: Final = "SELECT slice, times FROM tries WHERE who = ? AND slice BETWEEN ? AND ?"
REFUSE: Final = """
INSERT INTO refusals (name, hour, times) VALUES (?, ?, 1) ON CONFLICT (name, hour) DO UPDATE SET times = times + 1
"""
FORGET: Final = "DELETE FROM tries WHERE forgotten_at <= ? OR forgotten_at > ?"
FORGET_REFUSALS: Final = "DELETE FROM refusals WHERE hour < ?"
LONGEST_WINDOW_SECONDS: Final = timedelta(days=1).total_seconds() * (SLICES + 2) / SLICES
HOURS_REMEMBERED: Final = 24
SECONDS_BETWEEN_CLEANINGS: Final = 30
_cleaned: dict[str, float] = {"at": float("-inf")}
log = structlog.get_logger("zenne.limits")


@internal
@records_nothing(because="counts are forgotten within the day")
def allow(limit: Limit, key: str, *, now: float | None = None) -> Allowance:
    """Count a try under ``key`` and admit it, or refuse it without counting it.

    Args:
        key: whose try it is: an address, ``person:…``, ``key:…``. It is stored as a keyed hash only.
        now: seconds on a clock that never goes back; left out: the machine's, the same for all its processes, which no
            correction of the time of day moves.

    When the counts cannot be written, for example on a full disk, the try is admitted and the log says so: a city
    that lets in one too many does less harm than one that lets in nobody.
    """
    moment = time.monotonic() if now is None else now
    try:
        return counted(limit, anonymous(limit.name, key), moment)
    except (sqlite3.Error, OSError) as error:
        log.warning("not counted", limit=limit.name, exc_info=error)
        return Allowance(limit, is_given=True)


def counted(limit: Limit, who: bytes, now: float) -> Allowance:
    number = limit.slice_at(now)
    values = {
        "who": who,
        "slice": number,
        "slices": SLICES,
        "times": limit.times,
        "forgotten_at": limit.forgotten_at(number),
    }
    with counters() as connection:
        forget_old_tries(connection, now)
        if connection.execute(ADMIT, values).rowcount == 1:
            return Allowance(limit, is_given=True)
        tries = dict(connection.execute(TRIES, (who, number - SLICES, number + 1)))
        connection.execute(REFUSE, (limit.name, this_hour()))
    return Allowance(limit, is_given=False, wait=wait_until_free(limit, tries, now=now))


def this_hour() -> int:
    """The hour of the time of day, for people who look at the refusals; nothing is decided by it."""
    return int(time.time() // 3600)


def forget_old_tries(connection: sqlite3.Connection, now: float) -> None:
    """Remove, every half minute, what no longer counts, and what comes from before the machine was started."""
    if 0 <= now - _cleaned["at"] < SECONDS_BETWEEN_CLEANINGS:
        return
    _cleaned["at"] = now
    connection.execute(FORGET, (now, now + LONGEST_WINDOW_SECONDS))
    connection.execute(FORGET_REFUSALS, (this_hour() - HOURS_REMEMBERED,))
