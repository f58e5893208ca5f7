"""When something begins by itself, on the clock of a time zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from zenne.core.calendar.public import moment_at

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
EVERY_WEEKDAY = frozenset(range(7))
LAST_DAY_OF_EVERY_MONTH = 28


class Timetable(Protocol):
    """Says when something is due."""

    def next_after(self, moment: datetime, *, time_zone: ZoneInfo) -> datetime:
        """The first moment (UTC) after ``moment`` at which it is due."""


@dataclass(frozen=True, slots=True)
class Every:
    """At equal distances, counted from the beginning of 1970 in UTC, so that all processes agree on the moments."""

    period: timedelta

    def __post_init__(self) -> None:
        if self.period < timedelta(seconds=1):
            raise ValueError("a timetable has a period of at least one second")

    def next_after(self, moment: datetime, *, time_zone: ZoneInfo) -> datetime:
        return EPOCH + ((moment - EPOCH) // self.period + 1) * self.period


@dataclass(frozen=True, slots=True)
class Daily:
    """At a time on the clock, on some weekdays (0 is Monday).

    A time that the clock skips in spring is due at the skip; one that it shows twice in autumn is due the first time.
    """

    at: time
    weekdays: frozenset[int] = EVERY_WEEKDAY

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= EVERY_WEEKDAY:
            raise ValueError("a timetable has at least one weekday, from 0 (Monday) to 6")

    def next_after(self, moment: datetime, *, time_zone: ZoneInfo) -> datetime:
        days = (day for day in days_from(moment, time_zone=time_zone) if day.weekday() in self.weekdays)
        return first_after(moment, days, at=self.at, time_zone=time_zone)


@dataclass(frozen=True, slots=True)
class Monthly:
    """At a time on the clock, on one day of every month."""

    day: int
    at: time

    def __post_init__(self) -> None:
        if not 1 <= self.day <= LAST_DAY_OF_EVERY_MONTH:
            raise ValueError("every month has the days 1 to 28")

    def next_after(self, moment: datetime, *, time_zone: ZoneInfo) -> datetime:
        days = (day for day in days_from(moment, time_zone=time_zone) if day.day == self.day)
        return first_after(moment, days, at=self.at, time_zone=time_zone)


def days_from(moment: datetime, *, time_zone: ZoneInfo) -> Iterator[date]:
    """The day before ``moment`` on the clock, and every day after that: a skip may move a time over midnight."""
    day = moment.astimezone(time_zone).date() - DAY
    while True:
        yield day
        day += DAY


def first_after(moment: datetime, days: Iterator[date], *, at: time, time_zone: ZoneInfo) -> datetime:
    return next(due for day in days if (due := moment_at(day, at, time_zone=time_zone)) > moment)
