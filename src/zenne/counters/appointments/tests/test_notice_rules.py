"""When people are written to, and which times suit a wish."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.counters.rules.notice import ANSWER_WITHIN, ON_THE_WAY, answer_until, is_day, next_day_hour, reminder_for
from zenne.counters.rules.wishes import Moments

ZONE = ZoneInfo("Europe/Brussels")
MONDAY = date(2026, 12, 7)
moments = st.timedeltas(timedelta(0), timedelta(days=800)).map(lambda ahead: datetime(2026, 1, 1, tzinfo=UTC) + ahead)


def at(clock: str, day: int = 7) -> datetime:
    return datetime.combine(MONDAY.replace(day=day), time.fromisoformat(clock), ZONE)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (at("09:00"), at("11:00")),
        (at("18:00"), at("20:00")),
        (at("19:00"), at("09:00", 8)),
        (at("19:59"), at("09:59", 8)),
        (at("20:00"), at("10:00", 8)),
        (at("03:00"), at("10:00")),
        (at("07:59"), at("10:00")),
    ],
)
def test_an_offer_waits_for_two_hours_of_the_day(now: datetime, until: datetime) -> None:
    assert answer_until(now, at("09:00", 20), time_zone=ZONE) == until


@pytest.mark.parametrize(
    ("now", "begin", "until"),
    [
        (at("09:00"), at("11:00"), at("10:00")),
        (at("09:00"), at("10:15"), at("09:15")),
        (at("09:00"), at("10:14"), None),
        (at("09:00"), at("08:00"), None),
        (at("21:00"), at("09:10", 8), None),
        (at("21:00"), at("09:30", 8), at("08:30", 8)),
    ],
)
def test_it_waits_less_when_the_time_is_soon_and_nobody_is_asked_too_late(
    now: datetime, begin: datetime, until: datetime | None
) -> None:
    assert answer_until(now, begin, time_zone=ZONE) == until


@given(now=moments, ahead=st.timedeltas(timedelta(0), timedelta(days=20)))
def test_an_offer_ends_in_time_for_somebody_else_and_never_at_night(now: datetime, ahead: timedelta) -> None:
    begin = now + ahead
    until = answer_until(now, begin, time_zone=ZONE)
    if until is not None:
        assert now < until <= begin - ON_THE_WAY
        assert until - next_day_hour(now, time_zone=ZONE) <= max(ANSWER_WITHIN, timedelta(hours=15))
        assert is_day(until - timedelta(seconds=1), time_zone=ZONE) or until == begin - ON_THE_WAY


@given(moment=moments)
def test_what_waits_for_the_day_comes_with_the_day(moment: datetime) -> None:
    told = next_day_hour(moment, time_zone=ZONE)
    assert is_day(told, time_zone=ZONE)
    assert timedelta(0) <= told - moment <= timedelta(hours=13)


def test_nobody_is_reminded_of_what_they_did_a_moment_ago() -> None:
    begin = at("09:00", 8)
    assert reminder_for(begin, since=at("08:59")) == at("09:00")
    assert reminder_for(begin, since=at("09:00")) is None


@pytest.mark.parametrize(
    ("begin", "end", "suits"),
    [
        (at("10:00"), at("10:15"), True),
        (at("09:59"), at("10:14"), False),
        (at("11:45"), at("12:00"), True),
        (at("11:50"), at("12:05"), False),
        (at("10:00", 6), at("10:15", 6), False),
        (at("10:00", 9), at("10:15", 9), False),
        (at("23:55", 8), at("00:10", 9), False),
    ],
)
def test_a_time_suits_on_these_days_between_these_hours(begin: datetime, end: datetime, suits: bool) -> None:
    wish = Moments(MONDAY, MONDAY + timedelta(days=1), time(10), time(12))
    assert wish.admit(begin, end) is suits


def test_days_and_hours_the_wrong_way_round_have_no_time_in_them() -> None:
    assert Moments(MONDAY, MONDAY).has_any
    assert not Moments(MONDAY, MONDAY - timedelta(days=1)).has_any
    assert not Moments(MONDAY, MONDAY, time(12), time(12)).has_any
