"""When something is open, from its written opening hours and the days off of the city."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours as Schedule
from opening_hours import State

from zenne.core.calendar.rules.local_time import instant_of, moment_at, within_years
from zenne.core.calendar.rules.opening_hours_syntax import parse_hours
from zenne.core.calendar.rules.public_holidays import DaysOff

DAY = timedelta(days=1)
FAR_AHEAD = timedelta(days=400)
SOON = timedelta(days=8)
TYPICAL_PERIOD = timedelta(days=27)
EVENING_FROM = time(18)
SATURDAY = 5

Clock = tuple[datetime, datetime]
"""From and until, as a clock on the wall shows them (naive)."""


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Open from ``start`` until just before ``end``, both aware."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """How long it is open."""
        return self.end - self.start

    @property
    def evening(self) -> timedelta:
        """How long it is open after 18:00 (local), when it begins on Monday to Friday."""
        if self.start.weekday() >= SATURDAY:
            return timedelta()
        evening = self.start.replace(hour=EVENING_FROM.hour, minute=EVENING_FROM.minute, second=0, microsecond=0)
        return max(self.end - max(self.start, evening), timedelta())


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Opening hours in OpenStreetMap syntax at a place with its clock and its days off.

    Raises WrongOpeningHours. Hours that begin in the evening and end after midnight belong to the day on which they
    begin: a day off takes away its own night, not the night before it. Before 1900 everything is closed.
    """

    expression: str
    time_zone: ZoneInfo
    days_off: DaysOff

    def __post_init__(self) -> None:
        parse_hours(self.expression)

    @within_years
    def is_open(self, at: datetime) -> bool:
        """Whether it is open at an aware moment. Raises NaiveMoment."""
        instant, day = self._instant_and_day(at)
        return any(opened <= instant < closed for opened, closed in self._moments(day - DAY, day))

    def next_change(self, at: datetime) -> datetime | None:
        """When it next opens or closes after an aware moment; None when that is not within 400 days.

        Raises NaiveMoment.
        """
        # Nearly every answer lies within a week, and reading a week is fifty times faster than reading a year.
        return self._change_within(at, SOON) or self._change_within(at, FAR_AHEAD)

    @within_years
    def intervals(self, day_from: date, day_to: date) -> list[Interval]:
        """What is open on the days from ``day_from`` to ``day_to``, both included, in order, in the place's zone.

        Each interval belongs to the day on which it begins, also where it ends after midnight; what is open for longer
        than 24 hours is cut at every midnight.
        """
        moments = self._moments(day_from, day_to)
        return [Interval(start.astimezone(self.time_zone), end.astimezone(self.time_zone)) for start, end in moments]

    def day(self, day: date) -> list[Interval]:
        """What is open on one day."""
        return self.intervals(day, day)

    @within_years
    def week(self, day: date) -> list[tuple[date, list[Interval]]]:
        """The seven days, Monday first, of the week in which ``day`` lies, each with what is open on it."""
        monday = day - DAY * day.weekday()
        found = self.intervals(monday, monday + 6 * DAY)
        days = [monday + DAY * number for number in range(7)]
        return [(each, [interval for interval in found if interval.start.date() == each]) for each in days]

    def has_evening(self, day: date) -> bool:
        """Whether it is open on a weekday evening in the four weeks from ``day`` on (one week may have a day off)."""
        return any(interval.evening for interval in self.intervals(day, day + TYPICAL_PERIOD))

    def has_saturday(self, day: date) -> bool:
        """Whether it is open on a Saturday in the four weeks from ``day`` on."""
        return any(interval.start.weekday() == SATURDAY for interval in self.intervals(day, day + TYPICAL_PERIOD))

    def _instant_and_day(self, at: datetime) -> tuple[datetime, date]:
        instant = instant_of(at)
        return instant, instant.astimezone(self.time_zone).date()

    @within_years
    def _change_within(self, at: datetime, ahead: timedelta) -> datetime | None:
        instant, day = self._instant_and_day(at)
        change: datetime | None = None
        for opened, closed in self._moments(day - DAY, day + ahead + DAY):
            if closed <= instant:
                continue
            if opened > (change or instant):
                change = change or opened
                break
            change = closed
        return None if change is None or change > instant + ahead else change.astimezone(self.time_zone)

    def _moments(self, first: date, last: date) -> list[tuple[datetime, datetime]]:
        """What is open on these days as moments (UTC), in order, none overlapping the next."""
        parsed = parse_hours(self.expression)
        of_days = [
            *((day, clock) for day, clock in pieces(parsed.ordinary, first, last) if day not in self.days_off),
            *((day, clock) for day, clock in pieces(parsed.days_off, first, last) if day in self.days_off),
        ]
        found: list[tuple[datetime, datetime]] = []
        for start, end in sorted(tuple(self._moment(clock) for clock in clocks) for _, clocks in of_days):
            if found and start < found[-1][1]:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            elif start < end:
                found.append((start, end))
        return found

    def _moment(self, clock: datetime) -> datetime:
        return moment_at(clock.date(), clock.time(), time_zone=self.time_zone)


def pieces(schedule: Schedule | None, first: date, last: date) -> Iterator[tuple[date, Clock]]:
    """What a schedule opens, each piece with the day to which it belongs, for the days from ``first`` to ``last``."""
    for start, end in opened(schedule, first - DAY, last + 2 * DAY):
        for piece in [(start, end)] if end - start <= DAY else cut_at_midnights(start, end):
            if first <= piece[0].date() <= last:
                yield piece[0].date(), piece


def opened(schedule: Schedule | None, first: date, before: date) -> Iterator[Clock]:
    """The longest stretches for which a schedule stays open between two midnights."""
    if schedule is None:
        return
    stretch: Clock | None = None
    window = (datetime.combine(first, time()), datetime.combine(before, time()))
    for start, end, state, _ in schedule.intervals(*window):
        if state != State.OPEN:
            continue
        if stretch and stretch[1] == start:
            stretch = (stretch[0], end)
            continue
        if stretch:
            yield stretch
        stretch = (start, end)
    if stretch:
        yield stretch


def cut_at_midnights(start: datetime, end: datetime) -> Iterator[Clock]:
    while start < end:
        midnight = datetime.combine(start.date() + DAY, time())
        yield start, min(midnight, end)
        start = midnight
