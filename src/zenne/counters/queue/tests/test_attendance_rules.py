"""Who does not come: shares with bounds, and chances."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.counters.queue.rules.attendance import (
    FEWEST_SHOWN,
    NOTHING,
    PRIOR,
    Ahead,
    Kept,
    ahead_of,
    chance_missed,
    share_missed,
)

counts = st.floats(0, 1e5)


@pytest.mark.parametrize(
    ("hours", "ahead"),
    [(-1, Ahead.DAY), (24, Ahead.DAY), (24.1, Ahead.WEEK), (168, Ahead.WEEK), (720, Ahead.MONTH), (721, Ahead.LONGER)],
)
def test_appointments_are_grouped_by_how_long_before_they_were_made(hours: float, ahead: Ahead) -> None:
    assert ahead_of(hours) is ahead


def test_a_share_has_the_bounds_of_wilson() -> None:
    share = share_missed(Kept(came=80, missed=20))
    assert share
    assert (round(share.low, 4), share.share, round(share.high, 4)) == (0.1334, 0.2, 0.2888)


def test_of_few_nothing_is_shown() -> None:
    assert share_missed(NOTHING) is None
    assert share_missed(Kept(FEWEST_SHOWN - 1, 0.9)) is None
    assert share_missed(Kept(FEWEST_SHOWN, 0)) is not None


@given(counts, counts)
def test_a_share_lies_within_its_bounds(came: float, missed: float) -> None:
    share = share_missed(Kept(came, missed))
    assert share is None or 0 <= share.low <= share.share <= share.high <= 1


@given(counts, counts, counts, counts)
def test_a_chance_is_never_certain(came: float, missed: float, others: float, absent: float) -> None:
    assert 0 < chance_missed(Kept(came, missed), wider=Kept(others, absent)) < 1


def test_what_is_known_of_others_counts_until_enough_was_seen_of_the_same() -> None:
    assert chance_missed(NOTHING) == PRIOR
    wider = Kept(came=700, missed=300)
    assert chance_missed(NOTHING, wider=wider) > 0.29
    assert chance_missed(Kept(came=2000, missed=100), wider=wider) < 0.06


def test_what_is_long_ago_is_forgotten() -> None:
    kept = Kept()
    for _ in range(2000):
        kept = kept.with_one(came=False)
    for _ in range(1000):
        kept = kept.with_one(came=True)
    assert kept.missed / kept.total < 0.01
    assert kept.total < 201
