"""Durations are learned."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.counters.capacity.models import VisitType
from zenne.counters.queue.rules.durations import Seen, expected, learned
from zenne.counters.queue.situation import duration_of


def test_before_anything_was_seen_it_is_what_the_city_expects() -> None:
    assert learned(12, Seen()) == expected(12)
    assert learned(12, Seen()).mean == pytest.approx(12)


def test_after_many_visits_it_is_what_was_seen() -> None:
    chance, seen = random.Random(1), Seen()  # noqa: S311 - only for a test
    for _ in range(400):
        seen = seen.with_visit(chance.lognormvariate(3.0, 0.3))

    found = learned(5, seen)

    assert found.mu == pytest.approx(3.0, abs=0.15)
    assert found.quantile(0.5) == pytest.approx(20, rel=0.15)


@given(st.floats(1, 120), st.lists(st.floats(0, 10_000), max_size=50))
def test_whatever_was_seen_quantiles_grow_and_stay_finite(minutes: float, visits: list[float]) -> None:
    seen = Seen()
    for each in visits:
        seen = seen.with_visit(each)

    found = learned(minutes, seen)

    assert 0 < found.quantile(0.1) < found.quantile(0.5) < found.quantile(0.9) < 100_000


@given(st.floats(1, 120), st.floats(0.01, 0.99))
def test_the_share_until_a_quantile_is_its_probability(minutes: float, probability: float) -> None:
    found = expected(minutes)
    assert found.share_until(found.quantile(probability)) == pytest.approx(probability, abs=1e-6)


def test_a_family_takes_longer_than_one_person_however_much_was_seen_of_single_people() -> None:
    visit, seen = VisitType(pk=1, minutes=10, minutes_per_person=5), Seen()
    for _ in range(1000):
        seen = seen.with_visit(20)

    one, five = (duration_of(visit, people, {1: seen}) for people in (1, 5))

    assert one.quantile(0.5) == pytest.approx(20, rel=0.1)
    assert five.quantile(0.5) == pytest.approx(60, rel=0.1)
