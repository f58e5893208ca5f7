from datetime import UTC, date, datetime, time, timedelta

import pytest

from zenne.core.calendar.public import (
    NaiveMoment,
    NegativeDays,
    NoWorkingDay,
    OutsideYears,
    WorkingCalendar,
    WrongOfficeHours,
    add_working_days,
    working_days_between,
    working_hours_between,
)
from zenne.core.calendar.tests.builders import BRUSSELS, at, office


@pytest.mark.parametrize(
    ("start", "days", "deadline"),
    [
        pytest.param("2026-01-05T10:15", 2, "2026-01-07T10:15", id="within a week"),
        pytest.param("2026-01-05T10:15", 0, "2026-01-05T10:15", id="no days"),
        pytest.param("2026-01-09T10:15", 1, "2026-01-12T10:15", id="over a weekend"),
        pytest.param("2026-01-10T10:15", 0, "2026-01-12T09:00", id="no days from a Saturday"),
        pytest.param("2026-01-10T10:15", 2, "2026-01-14T09:00", id="from a Saturday"),
        pytest.param("2026-01-05T23:59", 1, "2026-01-07T09:00", id="from the night"),
        pytest.param("2026-01-05T03:00", 1, "2026-01-06T09:00", id="from the early morning"),
        pytest.param("2026-01-05T16:59:59", 1, "2026-01-06T16:59:59", id="just before closing"),
        pytest.param("2026-01-05T17:00", 1, "2026-01-07T09:00", id="closing time is outside the hours"),
        pytest.param("2026-05-13T11:00", 1, "2026-05-18T11:00", id="bridge after Ascension"),
        pytest.param("2026-12-31T16:00", 1, "2027-01-04T16:00", id="year end"),
        pytest.param("2026-12-23T16:00", 3, "2026-12-30T16:00", id="Christmas with Christmas Eve closed"),
        pytest.param("2026-03-27T16:00", 1, "2026-03-30T16:00", id="clock forward"),
        pytest.param("2026-10-23T16:00", 1, "2026-10-26T16:00", id="clock back"),
        pytest.param("2026-10-30T10:00", 1, "2026-11-03T10:00", id="All Saints on a Sunday, observed on Monday"),
        pytest.param("2026-01-05T10:00", 250, "2027-01-05T10:00", id="52 weeks with eleven days off on weekdays"),
    ],
)
def test_adding_working_days_keeps_the_time_of_day(start: str, days: int, deadline: str) -> None:
    calendar = office("2026-12-24", "2026-05-15", replacement_days={date(2026, 11, 1): date(2026, 11, 2)})
    found = add_working_days(at(start), days, calendar=calendar)
    assert found.isoformat() == at(deadline).isoformat()


def test_a_moment_in_another_zone_counts_on_the_clock_of_the_calendar() -> None:
    start = datetime(2026, 7, 3, 14, 30, tzinfo=UTC)
    assert add_working_days(start, 1, calendar=office()).isoformat() == "2026-07-06T16:30:00+02:00"


def test_a_deadline_is_moved_into_shorter_office_hours() -> None:
    hours = {0: (time(8), time(19)), 1: (time(10), time(12))}
    calendar = office(hours=hours)
    assert add_working_days(at("2026-01-05T08:30"), 1, calendar=calendar) == at("2026-01-06T10:00")
    assert add_working_days(at("2026-01-05T18:30"), 1, calendar=calendar) == at("2026-01-06T12:00")


def test_a_long_bridge_of_closing_days_is_skipped() -> None:
    first = date(2026, 12, 21)
    closed = [(first + timedelta(days=number)).isoformat() for number in range(14)]
    assert add_working_days(at("2026-12-18T15:00"), 1, calendar=office(*closed)) == at("2027-01-04T15:00")


def test_a_time_that_the_clock_skips_becomes_the_moment_of_the_skip() -> None:
    nights = dict.fromkeys(range(7), (time(0), time(6)))
    deadline = add_working_days(at("2026-03-28T02:30"), 1, calendar=office(hours=nights))
    assert deadline.isoformat() == "2026-03-29T03:00:00+02:00"


def test_opening_is_now_or_the_next_morning() -> None:
    assert office().next_opening(at("2026-01-05T12:00")) == at("2026-01-05T12:00")
    assert office().next_opening(at("2026-01-01T12:00")) == at("2026-01-02T09:00")


def test_impossible_questions_are_refused() -> None:
    calendar = office()
    with pytest.raises(NegativeDays):
        add_working_days(at("2026-01-05T12:00"), -1, calendar=calendar)
    with pytest.raises(NaiveMoment):
        add_working_days(datetime(2026, 1, 5, 12), 1, calendar=calendar)  # noqa: DTZ001
    with pytest.raises(OutsideYears):
        add_working_days(datetime(9999, 12, 31, 12, tzinfo=BRUSSELS), 3, calendar=calendar)
    with pytest.raises(OutsideYears):
        calendar.next_opening(datetime(1, 1, 1, tzinfo=BRUSSELS))


def test_an_office_that_never_opens_again_is_refused() -> None:
    first = date(2026, 1, 5)
    closed = [(first + timedelta(weeks=number)).isoformat() for number in range(530)]
    with pytest.raises(NoWorkingDay):
        office(*closed, hours={0: (time(9), time(17))}).next_opening(at("2026-01-01T12:00"))


@pytest.mark.parametrize("hours", [{}, {7: (time(9), time(17))}, {0: (time(17), time(9))}])
def test_impossible_office_hours_are_refused(hours: dict[int, tuple[time, time]]) -> None:
    with pytest.raises(WrongOfficeHours):
        WorkingCalendar(office_hours=hours, time_zone=BRUSSELS)


@pytest.mark.parametrize(
    ("start", "end", "worked"),
    [
        ("2026-01-05T10:00", "2026-01-05T12:30", timedelta(hours=2.5)),
        ("2026-01-05T16:00", "2026-01-06T10:00", timedelta(hours=2)),
        ("2026-01-09T16:00", "2026-01-12T10:00", timedelta(hours=2)),
        ("2026-01-10T08:00", "2026-01-11T20:00", timedelta()),
        ("2026-01-06T10:00", "2026-01-05T16:00", -timedelta(hours=2)),
        ("2026-12-24T16:00", "2026-12-28T10:00", timedelta(hours=2)),
        ("2026-03-27T16:00", "2026-03-30T10:00", timedelta(hours=2)),
    ],
)
def test_only_office_hours_count(start: str, end: str, worked: timedelta) -> None:
    assert working_hours_between(at(start), at(end), calendar=office()) == worked


def test_hours_that_the_clock_skips_or_doubles_count_as_they_pass() -> None:
    calendar = office(hours=dict.fromkeys(range(7), (time(0), time(6))))
    assert working_hours_between(at("2026-03-29T00:00"), at("2026-03-29T12:00"), calendar=calendar) == timedelta(
        hours=5
    )
    assert working_hours_between(at("2026-10-25T00:00"), at("2026-10-25T12:00"), calendar=calendar) == timedelta(
        hours=7
    )
    first, second = at("2026-10-25T02:30"), at("2026-10-25T02:30", fold=1)
    assert working_hours_between(first, second, calendar=calendar) == timedelta(hours=1)


def test_working_days_between_counts_the_last_day_and_not_the_first() -> None:
    calendar = office()
    assert working_days_between(date(2026, 1, 5), date(2026, 1, 5), calendar=calendar) == 0
    assert working_days_between(date(2026, 1, 5), date(2026, 1, 12), calendar=calendar) == 5
    assert working_days_between(date(2026, 1, 12), date(2026, 1, 5), calendar=calendar) == -5
    assert working_days_between(date(2026, 12, 24), date(2026, 12, 28), calendar=calendar) == 1
