"""From the clock on the wall to moments, also on the nights when the clock is changed."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import wraps
from typing import ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from zenne.core.calendar.rules.errors import NaiveMoment, OutsideYears

P = ParamSpec("P")
R = TypeVar("R")

SECOND = timedelta(seconds=1)


def moment_at(day: date, clock: time, *, time_zone: ZoneInfo) -> datetime:
    """The first moment (UTC) on ``day`` at which a clock in ``time_zone`` shows ``clock`` or later.

    In autumn that is the first of the two; a time that the clock skips in spring is the moment of the skip. So a later
    time on the clock never is an earlier moment. Moments are UTC because Python compares two datetimes of one zone by
    their clocks, which is wrong in the doubled hour. Raises OverflowError at the ends of the years 1 and 9999.
    """
    local = datetime.combine(day, clock.replace(fold=0), time_zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(time_zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    return skip_between(local.replace(fold=1).astimezone(UTC), moment, time_zone=time_zone)


def skip_between(before: datetime, after: datetime, *, time_zone: ZoneInfo) -> datetime:
    """The moment (UTC, to the second) between two moments at which the clock in ``time_zone`` jumps."""
    offset_before = before.astimezone(time_zone).utcoffset()
    while after - before > SECOND:
        middle = before + (after - before) // 2
        if middle.astimezone(time_zone).utcoffset() == offset_before:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from ``first`` to ``last``, both included."""
    return (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))


def instant_of(moment: datetime) -> datetime:
    """The moment in UTC. Raises NaiveMoment."""
    if moment.utcoffset() is None:
        raise NaiveMoment(f"{moment.isoformat()} has no time zone.")
    return moment.astimezone(UTC)


def within_years(function: Callable[P, R]) -> Callable[P, R]:
    """Turn the end of Python's calendar (the years 1 and 9999) into OutsideYears."""

    @wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except OverflowError:
            raise OutsideYears("The calendar ends at the years 1 and 9999.") from None

    return guarded
