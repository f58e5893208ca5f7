"""What holds for every opening hours, days off and moments."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from zenne.core.calendar.public import DaysOff, OpeningHours, WrongOpeningHours, validate_hours
from zenne.core.calendar.tests.builders import BRUSSELS
from zenne.core.languages.public import Translated

unhurried = settings(deadline=None)
moments = st.datetimes(datetime(2025, 12, 1), datetime(2027, 2, 1), timezones=st.just(UTC))  # noqa: DTZ001 bounds
clock_times = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
spans = st.builds("{}-{}".format, clock_times, clock_times)
weekdays = st.sampled_from(
    ["Mo-Fr", "Mo", "Th", "Sa", "Sa-Su", "Fr-Mo", "We,Fr", "Sa,PH", "PH", "Jul-Aug Mo-Fr", "Mo[1]"]
)
rules = st.one_of(
    st.builds("{} {}".format, weekdays, spans),
    st.builds("{} {},{}".format, weekdays, spans, spans),
    st.builds("{} off".format, weekdays),
    st.sampled_from(["24/7", "PH off", "Dec 24 09:00-12:00", "2026 Jul 21 10:00-11:00"]),
)
expressions = st.lists(rules, min_size=1, max_size=4).map("; ".join)
closing_days = st.sets(st.dates(date(2025, 12, 1), date(2027, 2, 1)), max_size=6)
WORDS = """
    Mo-Fr Mo Su PH SH off open unknown 24/7 10:00-12:00 22:00-26:00 00:00-24:00 10:00+ 2026 Feb 30 Dec easter week 53
    [-1] , ; : || " - + sunrise (sunset+23:59) é \u202e
"""
words = st.sampled_from([*WORDS.split(), "\0"])
noise = st.one_of(
    st.text(max_size=60), st.lists(words, max_size=9).map(" ".join), st.lists(words, max_size=9).map("".join)
)


@st.composite
def opening_hours(draw: st.DrawFn) -> OpeningHours:
    closed = {day: Translated({"nl": "Gesloten"}) for day in draw(closing_days)}
    return OpeningHours(draw(expressions), BRUSSELS, DaysOff(country="BE", closing_days=closed))


@unhurried
@given(opening_hours(), moments)
def test_open_means_that_an_interval_holds_the_moment(hours: OpeningHours, moment: datetime) -> None:
    day = moment.astimezone(BRUSSELS).date()
    intervals = hours.intervals(day - timedelta(days=2), day + timedelta(days=1))
    held = any(each.start.astimezone(UTC) <= moment < each.end.astimezone(UTC) for each in intervals)
    assert hours.is_open(moment) is held


@unhurried
@given(opening_hours(), moments)
def test_nothing_changes_before_the_next_change(hours: OpeningHours, moment: datetime) -> None:
    change = hours.next_change(moment)
    before = hours.is_open(moment)
    if change is None:
        assert hours.is_open(moment + timedelta(days=399)) is before
        return
    assert moment < change.astimezone(UTC) <= moment + timedelta(days=400)
    assert hours.is_open(change) is not before
    assert hours.is_open(change.astimezone(UTC) - timedelta(seconds=1)) is before
    assert hours.is_open(moment + (change.astimezone(UTC) - moment) / 2) is before


@unhurried
@given(opening_hours(), st.dates(date(2025, 12, 1), date(2027, 2, 1)))
def test_intervals_are_in_order_and_those_of_their_days(hours: OpeningHours, first: date) -> None:
    last = first + timedelta(days=9)
    found = hours.intervals(first, last)
    moments_found = [(each.start.astimezone(UTC), each.end.astimezone(UTC)) for each in found]
    assert all(start < end <= start + timedelta(hours=48) for start, end in moments_found)
    assert all(one[1] <= next_one[0] for one, next_one in pairwise(moments_found))
    assert all(first <= each.start.date() <= last for each in found)


@unhurried
@given(noise)
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        validate_hours(text)
    except WrongOpeningHours as error:
        assert str(error).endswith(".")  # noqa: PT017 most texts are refused, some are not
        return
    found = OpeningHours(text, BRUSSELS, DaysOff(country="BE"))
    found.intervals(date(2026, 1, 1), date(2026, 12, 31))
    found.next_change(datetime(2026, 1, 1, tzinfo=UTC))
