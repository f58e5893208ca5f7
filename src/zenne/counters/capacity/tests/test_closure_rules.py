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
days = st.dates(date(2024, 1, 1), date(2031, 12, 31))
times = st.none() | st.times(time(0, 1)).map(lambda each: each.replace(second=0, microsecond=0))


@given(hours=st.sampled_from(HOURS), closed=st.dictionaries(days, times, max_size=4))
def test_what_is_closed_by_exception_is_closed_and_everything_else_as_before(
    hours: str, closed: dict[date, time | None]
) -> None:
    text = with_rules(hours, [rule_for(day, since=since) for day, since in closed.items()], most=300)

    assert without_rules(text) == hours
    before, after = (OpeningHours(each, ZONE, DaysOff()) for each in (hours, text))
    for day, since in closed.items():
        begin = datetime.combine(day, since or time(), ZONE)
        assert not [each for each in after.day(day) if each.end > begin and each.start >= begin]
        other = day + timedelta(days=1)
        if other not in closed:
            assert after.day(other) == before.day(other)
        if since is None:
            assert not after.day(day)


def test_a_rule_says_why_and_more_than_the_column_holds_is_left_out() -> None:
    rule = rule_for(date(2026, 11, 8), since=time(13, 7))

    assert rule == '2026 Nov 08 13:07-24:00 off "closed by exception"'
    assert with_rules("24/7", [rule, rule_for(date(2026, 11, 9))], most=60) == f"24/7; {rule}"
    assert with_rules(f"24/7; {rule}", [], most=60) == "24/7"


@pytest.mark.parametrize("hours", ["", 'Mo 09:00-10:00; 2026 Nov 08 off "fair"', "Mo-Fr 08:00-09:00; PH off"])
def test_what_the_city_wrote_is_never_taken_away(hours: str) -> None:
    assert without_rules(hours) == hours
