"""When an address is looked at next. The time is passed in."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from zenne.core.tasks.public import Backoff, Daily, Every

HOUR: Final = Every(timedelta(hours=1))
AFTER_FAILURE: Final = Backoff(first=timedelta(minutes=5), most=timedelta(hours=12))


def next_look(now: datetime, *, at: time | None, failures: int, time_zone: ZoneInfo, chance: float = 1.0) -> datetime:
    """The next moment (UTC): by the timetable, or earlier after failures in a row, each time twice as long after.

    Args:
        at: the time of day; None for every hour.
        chance: a random number from 0 to 1, so that feeds that failed together do not come back together.
    """
    due = (Daily(at) if at is not None else HOUR).next_after(now, time_zone=time_zone)
    if not failures:
        return due
    wait = AFTER_FAILURE.longest_wait(failures) * (0.5 + chance / 2)
    again = now + wait
    # A server that has failed for long is not asked every hour either.
    return min(again, due) if failures <= 3 or at is not None else again
