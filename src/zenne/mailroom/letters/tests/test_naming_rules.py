"""Which date is named for so many days, and from when on another is."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.core.calendar.public import WorkingCalendar
from zenne.mailroom.rules.naming import day_to_name, last_day_to_tell

BRUSSELS = ZoneInfo("Europe/Brussels")
CALENDAR = WorkingCalendar(office_hours={day: (time(9), time(17)) for day in range(5)}, time_zone=BRUSSELS)
MONDAY = date(2027, 3, 22)
NEW_YEAR = datetime(2027, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 365 * 24 * 60).map(lambda minutes: NEW_YEAR + timedelta(minutes=minutes))


@given(MOMENTS, st.integers(1, 60))
def test_the_day_that_is_named_is_a_working_day_that_lies_ahead(now: datetime, days: int) -> None:
    day = day_to_name(days, now=now, deadline=None, calendar=CALENDAR)

    assert CALENDAR.is_working_day(day)
    assert day > now.astimezone(BRUSSELS).date()


@given(MOMENTS, st.integers(1, 10), st.sets(st.integers(0, 20), max_size=10))
def test_a_day_on_which_all_are_away_is_never_named(now: datetime, days: int, away_in: set[int]) -> None:
    away = {now.date() + timedelta(days=number) for number in away_in}

    assert day_to_name(days, now=now, deadline=None, calendar=CALENDAR, away=away) not in away


@given(MOMENTS, st.integers(1, 10))
def test_no_day_before_that_of_a_deadline_that_lies_ahead_is_named(now: datetime, days: int) -> None:
    deadline = now + timedelta(days=30)

    assert day_to_name(days, now=now, deadline=deadline, calendar=CALENDAR) >= deadline.date()


@pytest.mark.parametrize(
    ("now", "last"),
    [
        (datetime(2027, 3, 22, 13, 59, tzinfo=BRUSSELS), MONDAY - timedelta(days=1)),
        (datetime(2027, 3, 22, 14, tzinfo=BRUSSELS), MONDAY),
        (datetime(2027, 3, 22, 23, 59, tzinfo=BRUSSELS), MONDAY),
        (datetime(2027, 3, 27, 10, tzinfo=BRUSSELS), date(2027, 3, 27)),
        # The night of the summer clock: the day is that of the city, not of UTC.
        (datetime(2027, 3, 28, 22, 30, tzinfo=UTC), date(2027, 3, 28)),
        (datetime(2027, 3, 29, 12, tzinfo=UTC), date(2027, 3, 29)),
    ],
)
def test_a_day_is_renewed_three_hours_before_the_office_closes_on_it(now: datetime, last: date) -> None:
    assert last_day_to_tell(now, calendar=CALENDAR) == last
