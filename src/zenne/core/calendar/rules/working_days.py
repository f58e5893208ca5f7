"""Working days and working hours of an administration."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from zenne.core.calendar.rules.errors import NegativeDays, NoWorkingDay, WrongOfficeHours
from zenne.core.calendar.rules.local_time import days_between, instant_of, moment_at, within_years
from zenne.core.calendar.rules.public_holidays import DaysOff

DAY = timedelta(days=1)
LONGEST_CLOSURE_DAYS = 3660


@dataclass(frozen=True, kw_only=True)
class WorkingCalendar:
    """When an administration works.

    ``office_hours``: opening and closing on the clock of ``time_zone`` per weekday (0 is Monday); a weekday left out is
    no working day. Closing time itself is outside the hours. Raises WrongOfficeHours.
    """

    office_hours: Mapping[int, tuple[time, time]]
    time_zone: ZoneInfo
    days_off: DaysOff = field(default_factory=DaysOff)

    def __post_init__(self) -> None:
        if not self.office_hours:
            raise WrongOfficeHours("A working calendar needs office hours on at least one weekday.")
        for weekday, (opening, closing) in self.office_hours.items():
            if weekday not in range(7) or opening >= closing:
                raise WrongOfficeHours(f"Office hours {opening}-{closing} on weekday {weekday} are impossible.")

    def is_working_day(self, day: date) -> bool:
        return day.weekday() in self.office_hours and day not in self.days_off

    @within_years
    def next_opening(self, moment: datetime) -> datetime:
        """The moment itself when the office works then, or else when it next opens; in the calendar's zone.

        Raises NaiveMoment, and NoWorkingDay when the office stays closed for ten years.
        """
        instant = instant_of(moment)
        for day in self.working_days_from(instant.astimezone(self.time_zone).date()):
            opening, closing = self.working_time_on(day)
            if instant < closing:
                return max(instant, opening).astimezone(self.time_zone)
        raise AssertionError  # working_days_from does not end

    def working_time_on(self, day: date) -> tuple[datetime, datetime]:
        """Opening and closing (UTC) on a working day."""
        opening, closing = self.office_hours[day.weekday()]
        return moment_at(day, opening, time_zone=self.time_zone), moment_at(day, closing, time_zone=self.time_zone)

    def working_days_from(self, day: date) -> Iterator[date]:
        """The working days from ``day`` on, without end. Raises NoWorkingDay, OverflowError after 9999."""
        closed_days = 0
        while closed_days < LONGEST_CLOSURE_DAYS:
            if self.is_working_day(day):
                closed_days = 0
                yield day
            else:
                closed_days += 1
            day += DAY
        raise NoWorkingDay(f"There is no working day in the ten years before {day}.")


@within_years
def add_working_days(start: datetime, days: int, *, calendar: WorkingCalendar) -> datetime:
    """The same time of day, ``days`` working days later, in the calendar's zone.

    A start outside office hours counts from the next opening; ``days=0`` gives that working moment. The time is moved
    into the office hours of the last day where these are shorter. Raises NegativeDays, NaiveMoment, NoWorkingDay.
    """
    if days < 0:
        raise NegativeDays(f"A deadline cannot lie {-days} working days before its beginning.")
    begin = calendar.next_opening(start)
    if days == 0:
        return begin
    later = calendar.working_days_from(begin.date() + DAY)
    day = next(day for count, day in enumerate(later, start=1) if count == days)
    opening, closing = calendar.working_time_on(day)
    same_time = moment_at(day, begin.time(), time_zone=calendar.time_zone)
    return min(max(same_time, opening), closing).astimezone(calendar.time_zone)


@within_years
def add_working_time(start: datetime, span: timedelta, *, calendar: WorkingCalendar) -> datetime:
    """The moment at which so much time in office hours has passed since ``start``, in the calendar's zone.

    The time that really passes counts, as in ``working_hours_between``. Raises NegativeDays, NaiveMoment, NoWorkingDay.
    """
    if span < timedelta():
        raise NegativeDays(f"A deadline cannot lie {-span} of working time before its beginning.")
    begin = calendar.next_opening(start)
    for day in calendar.working_days_from(begin.date()):
        opening, closing = calendar.working_time_on(day)
        since = max(opening, begin.astimezone(UTC))
        if span <= closing - since:
            return (since + span).astimezone(calendar.time_zone)
        span -= closing - since
    raise AssertionError  # working_days_from does not end


@within_years
def working_hours_between(start: datetime, end: datetime, *, calendar: WorkingCalendar) -> timedelta:
    """The time that really passes (an hour skipped in spring does not count) in office hours between two moments.

    Negative when ``end`` is before ``start``. Raises NaiveMoment.
    """
    first, last = instant_of(start), instant_of(end)
    if last < first:
        return -working_hours_between(end, start, calendar=calendar)
    worked = timedelta()
    for day in days_between(first.astimezone(calendar.time_zone).date(), last.astimezone(calendar.time_zone).date()):
        if calendar.is_working_day(day):
            opening, closing = calendar.working_time_on(day)
            worked += max(min(closing, last) - max(opening, first), timedelta())
    return worked


def working_days_between(start: date, end: date, *, calendar: WorkingCalendar) -> int:
    """How many working days lie after ``start`` up to and with ``end``; negative when ``end`` is before ``start``."""
    if end < start:
        return -working_days_between(end, start, calendar=calendar)
    return sum(calendar.is_working_day(day) for day in days_between(start, end)) - calendar.is_working_day(start)
