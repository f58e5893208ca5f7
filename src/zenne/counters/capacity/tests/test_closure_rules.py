"""Closed by exception, as opening hours say it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.core.calendar.public import DaysOff, OpeningHours
from zenne.counters.rules.closures import rule_for, with_rules, without_rules

ZONE = ZoneInfo("Europe/Brussels")
HOURS = ("Mo-Fr 08:30-16:00; Th 08:30-19:00", "24/7", "Mo-Fr 09:00-12:00,13:00-17:00; PH 10:00-12:00")
NIGHTS = (*HOURS, "Mo-Su 18:00-02:00", "Fr 22:00-03:30; Sa off", "We,Th 20:00-04:00; Th 20:00-24:00")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
UTC_CLOCK = ZoneInfo("UTC")
days = st.dates(date(2024, 1, 1), date(2031, 12, 31))
minutes = st.integers(0, 24 * 60 - 1)


@given(hours=st.sampled_from(NIGHTS), day=days, begin=minutes, length=st.integers(1, 24 * 60), also=minutes)
def test_what_is_closed_by_exception_is_closed_and_everything_else_as_before(
    hours: str, day: date, begin: int, length: int, also: int
) -> None:
    since = datetime.combine(day, time(), UTC_CLOCK) + timedelta(minutes=begin)
    until = since + timedelta(minutes=length)
    text = with_rules(hours, [rule_for(since, until)], most=300)

    assert without_rules(text) == hours
    before, after = (OpeningHours(each, UTC_CLOCK, DaysOff()) for each in (hours, text))
    around = [
        since - MINUTE,
        since,
        until - MINUTE,
        until,
        since - timedelta(minutes=also),
        until + timedelta(minutes=also),
    ]
    for moment in around:
        assert after.is_open(moment) == (before.is_open(moment) and not since <= moment < until)


def test_a_rule_says_why_and_more_than_the_column_holds_is_left_out() -> None:
    day = datetime(2026, 11, 8, tzinfo=ZONE)
    rule = rule_for(day.replace(hour=13, minute=7), day + DAY)

    assert rule == '2026 Nov 08 13:07-24:00 off "closed by exception"'
    assert rule_for(day, day + DAY) == '2026 Nov 08 off "closed by exception"'
    assert rule_for(day.replace(hour=22), day + DAY + 2 * HOUR) == '2026 Nov 08 22:00-26:00 off "closed by exception"'
    assert with_rules("24/7", [rule, rule_for(day + DAY, day + 2 * DAY)], most=60) == f"24/7; {rule}"
    assert with_rules(f"24/7; {rule}", [], most=60) == "24/7"


@pytest.mark.parametrize("hours", ["", 'Mo 09:00-10:00; 2026 Nov 08 off "fair"', "Mo-Fr 08:00-09:00; PH off"])
def test_what_the_city_wrote_is_never_taken_away(hours: str) -> None:
    assert without_rules(hours) == hours
