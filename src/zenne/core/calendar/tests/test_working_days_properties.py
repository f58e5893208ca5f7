"""What holds for every moment, office and number of days."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from zenne.core.calendar.public import (
    DaysOff,
    WorkingCalendar,
    add_working_days,
    add_working_time,
    working_days_between,
    working_hours_between,
)
from zenne.core.calendar.tests.builders import BRUSSELS
from zenne.core.languages.public import Translated

unhurried = settings(deadline=None)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 bounds
# The time of day "02:30" passes twice on one night of the year, and there the order of times is not the order of
# moments; no administration works then.
mornings = st.times(time(4), time(11))
afternoons = st.times(time(12), time(22))
working_days = st.integers(0, 60)


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    weekdays = draw(st.sets(st.integers(0, 6), min_size=1))
    closed = draw(st.sets(st.dates(datetime(2025, 1, 1).date(), datetime(2028, 6, 1).date()), max_size=8))  # noqa: DTZ001
    return WorkingCalendar(
        office_hours={weekday: (draw(mornings), draw(afternoons)) for weekday in weekdays},
        time_zone=BRUSSELS,
        days_off=DaysOff(country="BE", closing_days={day: Translated({"nl": "Gesloten"}) for day in closed}),
    )


def utc(moment: datetime) -> datetime:
    """Two datetimes of one zone are compared by their clocks; in UTC by their moments."""
    return moment.astimezone(UTC)


@unhurried
@given(moments, moments, working_days, calendars())
def test_a_later_start_never_has_an_earlier_deadline(
    one: datetime, other: datetime, days: int, calendar: WorkingCalendar
) -> None:
    first, second = sorted([one, other])
    assert utc(add_working_days(first, days, calendar=calendar)) <= utc(
        add_working_days(second, days, calendar=calendar)
    )


@unhurried
@given(moments, working_days, calendars())
def test_more_days_are_later(start: datetime, days: int, calendar: WorkingCalendar) -> None:
    sooner = add_working_days(start, days, calendar=calendar)
    later = add_working_days(start, days + 1, calendar=calendar)
    assert sooner.date() < later.date()
    assert utc(start) <= utc(sooner)


@unhurried
@given(moments, working_days, calendars())
def test_a_deadline_is_a_moment_of_work(start: datetime, days: int, calendar: WorkingCalendar) -> None:
    deadline = add_working_days(start, days, calendar=calendar)
    opening, closing = calendar.office_hours[deadline.weekday()]
    assert deadline.date() not in calendar.days_off
    assert opening <= deadline.time() <= closing
    assert deadline.tzinfo is BRUSSELS


@unhurried
@given(moments, working_days, calendars())
def test_the_days_added_are_the_days_between(start: datetime, days: int, calendar: WorkingCalendar) -> None:
    begin = calendar.next_opening(start)
    deadline = add_working_days(start, days, calendar=calendar)
    assert working_days_between(begin.date(), deadline.date(), calendar=calendar) == days


@unhurried
@given(moments, working_days, working_days, calendars())
def test_days_can_be_added_in_two_steps(start: datetime, some: int, more: int, calendar: WorkingCalendar) -> None:
    halfway = add_working_days(start, some, calendar=calendar)
    assume(halfway.time() < calendar.office_hours[halfway.weekday()][1])
    at_once = add_working_days(start, some + more, calendar=calendar)
    assert add_working_days(halfway, more, calendar=calendar).date() == at_once.date()


@unhurried
@given(moments, moments, moments, calendars())
def test_working_hours_add_up(one: datetime, two: datetime, three: datetime, calendar: WorkingCalendar) -> None:
    first, middle, last = sorted([one, two, three])
    whole = working_hours_between(first, last, calendar=calendar)
    parts = [working_hours_between(*pair, calendar=calendar) for pair in ((first, middle), (middle, last))]
    assert whole == sum(parts, timedelta())
    assert timedelta() <= whole <= last - first


@unhurried
@given(moments, calendars())
def test_no_work_is_done_before_the_next_opening(start: datetime, calendar: WorkingCalendar) -> None:
    opening = calendar.next_opening(start)
    assert working_hours_between(start, opening, calendar=calendar) == timedelta()
    assert working_hours_between(opening, opening + timedelta(seconds=1), calendar=calendar) > timedelta()


@unhurried
@given(moments, st.timedeltas(timedelta(seconds=1), timedelta(hours=40)), calendars())
def test_working_time_that_is_added_is_the_time_that_passes(
    start: datetime, span: timedelta, calendar: WorkingCalendar
) -> None:
    end = add_working_time(start, span, calendar=calendar)

    assert working_hours_between(start, end, calendar=calendar) == span
    assert calendar.is_working_day(end.date())


@unhurried
@given(moments, calendars())
def test_no_working_time_added_is_the_next_opening(start: datetime, calendar: WorkingCalendar) -> None:
    assert add_working_time(start, timedelta(), calendar=calendar) == calendar.next_opening(start)
