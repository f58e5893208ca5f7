"""When people are written to: the day before a visit, and how long an offer waits for its answer."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

REMINDED_BEFORE: Final = timedelta(days=1)
DAY_BEGINS: Final = time(8)
DAY_ENDS: Final = time(20)
ANSWER_WITHIN: Final = timedelta(hours=2)
"""Of the day: the night does not count."""
ON_THE_WAY: Final = timedelta(hours=1)
"""So long before a visit its offer ends: whoever takes it must still come, or somebody else must."""
SHORTEST_ANSWER: Final = timedelta(minutes=15)
"""Nobody is asked who has less time than this to see the message."""


def reminder_for(starts_at: datetime, *, since: datetime) -> datetime | None:
    """When to remind somebody of a visit that is theirs since a moment. None: they have just made it."""
    due = starts_at - REMINDED_BEFORE
    return due if since < due else None


def is_day(moment: datetime, *, time_zone: ZoneInfo) -> bool:
    """Whether people may be written to by telephone."""
    return DAY_BEGINS <= moment.astimezone(time_zone).time() < DAY_ENDS


def next_day_hour(moment: datetime, *, time_zone: ZoneInfo) -> datetime:
    """The moment itself in the day; at night, when the day begins."""
    local = moment.astimezone(time_zone)
    if is_day(moment, time_zone=time_zone):
        return moment
    day = local.date() if local.time() < DAY_BEGINS else local.date() + timedelta(days=1)
    return datetime.combine(day, DAY_BEGINS, time_zone)


def earliest_offer(now: datetime, *, time_zone: ZoneInfo) -> datetime:
    """The first moment at which a visit may begin that is offered now."""
    return next_day_hour(now, time_zone=time_zone) + SHORTEST_ANSWER + ON_THE_WAY


def answer_until(now: datetime, starts_at: datetime, *, time_zone: ZoneInfo) -> datetime | None:
    """Until when an offer of a visit is kept for one person. None: it begins too soon to ask anybody."""
    begin = next_day_hour(now, time_zone=time_zone)
    evening = datetime.combine(begin.astimezone(time_zone).date(), DAY_ENDS, time_zone)
    left = ANSWER_WITHIN - (evening - begin)
    end = begin + ANSWER_WITHIN if left <= timedelta(0) else next_day_hour(evening, time_zone=time_zone) + left
    end = min(end, starts_at - ON_THE_WAY)
    return end if end - begin >= SHORTEST_ANSWER else None
