"""The clock pauses while we wait for the writer: no time is won by asking, and none is lost."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zenne.core.calendar.public import (
    DaysOff,
    WorkingCalendar,
    add_working_days,
    add_working_time,
    working_hours_between,
)
from zenne.core.languages.public import Translated
from zenne.mailroom.rules.deadlines import day_without, deadline_of, resumed_deadline, time_left

BRUSSELS = ZoneInfo("Europe/Brussels")
OFFICE = WorkingCalendar(office_hours=dict.fromkeys(range(5), (time(9), time(17))), time_zone=BRUSSELS)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001 bounds
WAITS = st.timedeltas(timedelta(), timedelta(days=40))
CLOSED = st.sets(st.dates(date(2026, 1, 1), date(2028, 2, 1)), max_size=12)
unhurried = settings(deadline=None)


def closed_on(days: set[date]) -> WorkingCalendar:
    """The office with Belgian holidays and days on which it is closed besides, such as bridges."""
    closing = {day: Translated({"nl": "Gesloten"}) for day in days}
    days_off = DaysOff(country="BE", closing_days=closing)
    return WorkingCalendar(office_hours=OFFICE.office_hours, time_zone=BRUSSELS, days_off=days_off)


CALENDARS = CLOSED.map(closed_on)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


def resumed(moment: datetime, left: timedelta, calendar: WorkingCalendar = OFFICE) -> datetime:
    newly = deadline_of(moment, calendar=calendar)
    return resumed_deadline(moment, left=left, newly=newly, calendar=calendar)


@unhurried
@given(MOMENTS, WAITS, WAITS, CALENDARS)
def test_the_time_that_is_left_is_neither_more_nor_less_after_a_pause(
    received: datetime, worked: timedelta, waited: timedelta, office: WorkingCalendar
) -> None:
    deadline = deadline_of(received, calendar=office)
    paused = min(received + worked, deadline)
    left = time_left(paused, deadline, calendar=office)

    gone_on = add_working_time(paused + waited, left, calendar=office)

    before = working_hours_between(received, paused, calendar=office)
    after = working_hours_between(paused + waited, gone_on, calendar=office)
    assert before + after == working_hours_between(received, deadline, calendar=office)


@unhurried
@given(MOMENTS, st.timedeltas(timedelta(), timedelta(hours=16)), CALENDARS)
def test_a_reply_is_answered_no_later_than_a_new_letter_and_no_sooner_than_the_time_that_was_left(
    moment: datetime, left: timedelta, office: WorkingCalendar
) -> None:
    deadline, newly = resumed(moment, left, office), deadline_of(moment, calendar=office)

    assert deadline <= newly
    assert deadline >= min(newly, add_working_time(moment, left, calendar=office))
    assert deadline.date() > moment.astimezone(BRUSSELS).date()


@unhurried
@given(MOMENTS, st.timedeltas(timedelta(), timedelta(hours=16)), st.timedeltas(timedelta(), timedelta(hours=16)))
def test_more_time_that_was_left_never_ends_sooner(moment: datetime, left: timedelta, more: timedelta) -> None:
    assert resumed(moment, left) <= resumed(moment, left + more)


@pytest.mark.parametrize(
    ("replied", "hours", "deadline"),
    [
        ("2026-12-07T10:00", 15, "2026-12-08T17:00"),
        ("2026-12-07T10:00", 16, "2026-12-09T10:00"),
        ("2026-12-07T15:00", 12, "2026-12-09T11:00"),
        ("2026-12-07T10:00", 0, "2026-12-08T17:00"),
        ("2026-12-05T12:00", 1, "2026-12-07T17:00"),
        ("2026-12-04T20:00", 0, "2026-12-07T17:00"),
        ("2026-03-27T16:00", 10, "2026-03-31T10:00"),
        ("2026-10-23T16:00", 10, "2026-10-27T10:00"),
        ("2026-12-07T10:00", 90, "2026-12-09T10:00"),
    ],
)
def test_a_reply_goes_on_where_the_clock_stopped(replied: str, hours: int, deadline: str) -> None:
    assert resumed(at(replied), timedelta(hours=hours)) == at(deadline)


def test_nothing_is_left_of_a_deadline_that_is_past() -> None:
    assert time_left(at("2026-12-09T10:00"), at("2026-12-08T10:00"), calendar=OFFICE) == timedelta()


@unhurried
@given(MOMENTS, st.integers(1, 20), CLOSED, CALENDARS)
def test_a_day_on_which_the_team_is_away_is_like_one_on_which_the_office_is_closed(
    moment: datetime, days: int, away: set[date], office: WorkingCalendar
) -> None:
    begin = add_working_days(moment, 0, calendar=office).date()

    day = day_without(away, begin=begin, days=days, calendar=office)

    worked = [begin + timedelta(days=number) for number in range(1, (day - begin).days + 1)]
    assert day not in away
    assert len([each for each in worked if office.is_working_day(each) and each not in away]) == days
    assert (
        day_without((), begin=begin, days=days, calendar=office)
        == add_working_days(moment, days, calendar=office).date()
    )
