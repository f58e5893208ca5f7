"""Weeks, gaps and the picture of a day, for any plan."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from zenne.counters.planning.rules.gantt import STEPS_IN_AN_HOUR, window_for
from zenne.counters.planning.rules.gaps import stretches, uncovered
from zenne.counters.planning.rules.weeks import MOST_WEEKS, monday_of, week_name, weekly
from zenne.counters.rules.seats import of_intervals

DAY_STEPS = 288
DAYS = st.dates(min_value=date(1971, 1, 8), max_value=date(2099, 12, 1))
SPANS = st.tuples(st.integers(0, DAY_STEPS), st.integers(0, DAY_STEPS)).map(lambda each: (min(each), max(each)))
MASKS = st.integers(0, (1 << DAY_STEPS) - 1)


@given(DAYS)
def test_the_name_of_a_week_leads_to_its_monday(day: date) -> None:
    monday = monday_of(week_name(day))

    assert monday is not None
    assert monday.weekday() == 0
    assert timedelta() <= day - monday < timedelta(days=7)


@given(st.text(max_size=12) | st.sampled_from(["2026-W54", "2026-W00", "0000-W01", "9999-W52", "2026W10", "٢٠٢٦-W١٠"]))
def test_what_is_no_week_is_none(name: str) -> None:
    monday = monday_of(name)
    assert monday is None or week_name(monday).casefold() == name.casefold() or not name.isascii()


@given(DAYS, st.integers(0, 500))
def test_a_repetition_is_the_same_weekday_until_its_end_and_no_longer_than_a_year(day: date, more: int) -> None:
    last = day + timedelta(days=more)
    days = weekly(day, last)

    assert days[0] == day
    assert {each.weekday() for each in days} == {day.weekday()}
    assert days[-1] <= last
    assert len(days) == MOST_WEEKS or days[-1] + timedelta(weeks=1) > last
    assert len(days) <= MOST_WEEKS


@given(MASKS, st.lists(MASKS, max_size=5))
def test_a_step_is_missing_exactly_if_it_is_open_and_nobody_is_there(opened: int, covering: list[int]) -> None:
    missing = uncovered(opened, covering)

    for step in range(DAY_STEPS):
        is_covered = any(mask >> step & 1 for mask in covering)
        assert missing >> step & 1 == (opened >> step & 1 and not is_covered)


@given(MASKS)
def test_stretches_are_the_same_steps_apart_from_each_other(mask: int) -> None:
    found = stretches(mask)

    assert of_intervals(found, start=0, length=DAY_STEPS) == mask
    assert all(end < begin for (_, end), (begin, _) in pairwise(found))


@given(st.lists(SPANS, max_size=6), st.sampled_from([276, 288, 300]))
def test_a_picture_has_whole_hours_and_every_bar_in_its_place(spans: list[tuple[int, int]], steps: int) -> None:
    window = window_for(spans, width=960, steps=steps)
    shown = [(first, min(end, steps)) for first, end in spans if first < min(end, steps)]

    if window is None:
        assert not shown
        return
    assert window.begin % STEPS_IN_AN_HOUR == window.end % STEPS_IN_AN_HOUR == 0
    assert len(window.hours) == (window.end - window.begin) / STEPS_IN_AN_HOUR
    bars = window.bars(shown)
    assert len(bars) == len(shown)
    for bar in bars:
        assert bar.width > 0
        assert bar.x >= 0
        assert bar.x + bar.width <= 960.1
