"""When something is due, also on the nights when the clock is changed."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from zenne.core.tasks.rules.timetables import Daily, Every, Monthly, Timetable

BRUSSELS = ZoneInfo("Europe/Brussels")
ZONES = some.sampled_from([BRUSSELS, ZoneInfo("UTC"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("America/Havana")])
MOMENTS = some.datetimes(
    min_value=datetime.fromisoformat("1980-01-01"),
    max_value=datetime.fromisoformat("2090-01-01"),
    timezones=some.just(UTC),
)
TIMETABLES = some.one_of(
    some.builds(Every, some.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=40))),
    some.builds(Daily, some.times(), some.frozensets(some.integers(0, 6), min_size=1)),
    some.builds(Monthly, some.integers(1, 28), some.times()),
)


def due(timetable: Timetable, after: str) -> str:
    """The next due moment after a moment, both on the clock of Brussels."""
    moment = datetime.fromisoformat(after).astimezone(UTC)
    return timetable.next_after(moment, time_zone=BRUSSELS).astimezone(BRUSSELS).isoformat()


def test_every_day_at_three_is_once_a_night_when_the_clock_goes_forward() -> None:
    three, half_past_two = Daily(time(3)), Daily(time(2, 30))

    assert due(three, "2026-03-28T03:00+01:00") == "2026-03-29T03:00:00+02:00"
    assert due(three, "2026-03-29T03:00+02:00") == "2026-03-30T03:00:00+02:00"
    # 02:30 does not exist that night: it is due when the clock jumps from 02:00 to 03:00.
    assert due(half_past_two, "2026-03-28T12:00+01:00") == "2026-03-29T03:00:00+02:00"
    assert due(half_past_two, "2026-03-29T03:00+02:00") == "2026-03-30T02:30:00+02:00"


def test_a_doubled_hour_is_due_once() -> None:
    half_past_two = Daily(time(2, 30))

    assert due(half_past_two, "2026-10-24T12:00+02:00") == "2026-10-25T02:30:00+02:00"
    assert due(half_past_two, "2026-10-25T02:30+02:00") == "2026-10-26T02:30:00+01:00"


def test_weekdays_and_days_of_the_month() -> None:
    assert due(Daily(time(6), frozenset({0})), "2026-11-24T12:00+01:00") == "2026-11-30T06:00:00+01:00"
    assert due(Monthly(1, time(6)), "2026-11-24T12:00+01:00") == "2026-12-01T06:00:00+01:00"
    assert due(Every(timedelta(minutes=15)), "2026-11-24T12:07+01:00") == "2026-11-24T12:15:00+01:00"


@given(timetable=TIMETABLES, moment=MOMENTS, zone=ZONES)
def test_what_is_due_lies_ahead_and_nothing_is_left_out(timetable: Timetable, moment: datetime, zone: ZoneInfo) -> None:
    first = timetable.next_after(moment, time_zone=zone)

    assert first > moment
    assert first.tzinfo is UTC
    # From any moment before it, the same one comes next: no process sees another order.
    between = moment + (first - moment) / 2
    if between < first:
        assert timetable.next_after(between, time_zone=zone) == first
    assert timetable.next_after(first, time_zone=zone) > first


def test_impossible_timetables_are_refused() -> None:
    with pytest.raises(ValueError, match="one second"):
        Every(timedelta())
    with pytest.raises(ValueError, match="weekday"):
        Daily(time(3), frozenset())
    with pytest.raises(ValueError, match="1 to 28"):
        Monthly(31, time(3))
