"""Quantiles, calibration, lines, an invented day, and what invented people do."""

import math
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from zenne.counters.figures.rules.calibration import NOMINAL, band, curve, held, limit
from zenne.counters.figures.rules.morning import QUICK, arrivals, plan
from zenne.counters.figures.rules.past_day import appointments, play_day, those_who_come, walk_ins
from zenne.counters.figures.rules.pictures import lines, steps
from zenne.counters.figures.rules.quantiles import at_most, weighted_half

MINUTES = st.integers(0, 120)


def test_a_quantile_is_a_value_that_somebody_had() -> None:
    assert at_most([], 50) is None
    assert at_most([3], 90) == 3
    assert (at_most([1, 2, 3, 40], 50), at_most([1, 2, 3, 40], 90)) == (2, 40)


def test_half_of_the_weight_decides_and_not_half_of_the_values() -> None:
    assert weighted_half([]) is None
    assert weighted_half([(1, 1), (2, 1), (30, 10)]) == 30
    assert weighted_half([(1, 10), (30, 1)]) == 1


@settings(deadline=None)
@given(MINUTES, MINUTES)
def test_what_should_hold_grows_with_its_share_and_meets_both_numbers(low: int, more: int) -> None:
    limits = [limit(low, low + more, nominal) for nominal in NOMINAL]
    assert all(one <= other + 1e-9 for one, other in pairwise(limits))
    assert (limits[0], limits[NOMINAL.index(90)]) == (low, low + more)


@settings(deadline=None)
@given(st.lists(st.tuples(MINUTES, MINUTES, MINUTES), max_size=30))
def test_a_promise_that_holds_for_a_share_holds_for_each_larger_one(told: list[tuple[int, int, int]]) -> None:
    counts = held((low, low + more, waited) for low, more, waited in told)
    assert counts == sorted(counts)
    assert counts[-1] <= len(told)


@settings(deadline=None)
@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_lies_in_its_band(pair: tuple[int, int]) -> None:
    count, of = pair
    low, high = band(count, of)
    assert 0 <= low <= count / of + 1e-9
    assert count / of - 1e-9 <= high <= 1


def test_the_band_is_that_of_wilson() -> None:
    low, high = band(90, 100)
    assert (round(low, 4), round(high, 4)) == (0.8256, 0.9448)


def test_nothing_counted_is_no_share_and_says_nothing() -> None:
    assert {(share.share, share.low, share.high) for share in curve([0] * len(NOMINAL), 0)} == {(0.0, 0.0, 1.0)}


def test_a_line_is_broken_off_where_nothing_is_known() -> None:
    assert lines([1, 2, None, 0], width=30, height=10, most=2) == ["0.0,5.0 10.0,0.0", "30.0,10.0 30.0,10.0"]
    assert lines([None, None], width=30, height=10, most=2) == []


def test_desks_stay_at_their_number_until_the_next_step() -> None:
    assert steps([1, 2], width=20, height=10, most=2) == "0.0,5.0 10.0,5.0 10.0,0.0 20.0,0.0"


@settings(deadline=None)
@given(st.integers(0, 200), st.integers(1, 8))
def test_an_invented_day_helps_everybody_once_and_never_two_at_one_desk(seed: int, desks: int) -> None:
    chance = Random(seed)  # noqa: S311 - not secret
    booked = appointments(chance, minutes=240, count=6, visits=[0, 1])
    visitors = [*walk_ins(chance, minutes=240, each=4, weights=[1, 2]), *those_who_come(chance, booked)]
    happened = play_day(chance, visitors, desks=desks, lengths=[10, 15], hour=9)
    assert sorted(id(each.visitor) for each in happened) == sorted(map(id, visitors))
    assert all(each.called >= each.visitor.comes and each.ended > each.called for each in happened)
    for desk in range(desks):
        at_desk = sorted((each.called, each.ended) for each in happened if each.desk == desk)
        assert all(one[1] <= other[0] + 1e-9 for one, other in pairwise(at_desk))


def test_invented_promises_hold_about_as_often_as_they_should() -> None:
    outcomes: list[bool] = []
    for day in range(12):
        chance = Random(day)  # noqa: S311 - not secret
        visitors = list(walk_ins(chance, minutes=450, each=1.9, weights=[1]))
        happened = play_day(chance, visitors, desks=6, lengths=[12.0], hour=9)
        outcomes += [each.called - each.visitor.comes <= each.said.p90 for each in happened]
    assert 0.85 < sum(outcomes) / len(outcomes) < 0.98


def test_somebody_keeps_their_plan() -> None:
    assert plan("a", minutes=10) == plan("a", minutes=10) != plan("b", minutes=10)
    shares = [plan(str(number), minutes=10).comes for number in range(2000)]
    assert 0.9 < sum(shares) / len(shares) < 0.97


def test_nobody_comes_where_no_desk_is_open_or_a_crowd_waits() -> None:
    chance = Random(1)  # noqa: S311 - not secret
    assert arrivals(chance, desks=0, waiting=0, seconds=1000, minutes=10) == 0
    assert arrivals(chance, desks=2, waiting=6, seconds=1000, minutes=10) == 0
    many = sum(arrivals(chance, desks=3, waiting=0, seconds=5, minutes=10) for _tick in range(2000))
    assert math.isclose(many, 2000 * 5 * 3 / (600 * QUICK), rel_tol=0.2)
