"""How many places more than there are could be given."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.counters.queue.rules.overbooking import Bounds, Hour, advice, coming, outlook

chances = st.lists(st.floats(0, 1), max_size=8)


@given(chances)
def test_how_many_come_is_exact(missing: list[float]) -> None:
    exact = [0.0] * (len(missing) + 1)
    for absent in itertools.product((False, True), repeat=len(missing)):
        probability = 1.0
        for is_absent, chance in zip(absent, missing, strict=True):
            probability *= chance if is_absent else 1 - chance
        exact[absent.count(False)] += probability
    assert coming(missing) == pytest.approx(exact)


def test_nobody_is_added_where_everybody_comes() -> None:
    assert advice([Hour((0.0,) * 20, free=0, minutes=5)], Bounds()).extra == (0,)


def test_nobody_is_added_where_places_are_free() -> None:
    assert advice([Hour((0.5,) * 20, free=1, minutes=5)], Bounds()).extra == (0,)


def test_more_are_added_the_more_do_not_come_and_the_looser_the_bounds() -> None:
    def extra(missing: float, crowded: float = 0.1) -> int:
        return advice([Hour((missing,) * 40, free=0, minutes=1)], Bounds(crowded, 60)).extra[0]

    found = [extra(0.05), extra(0.1), extra(0.2), extra(0.3)]
    assert found == sorted(found)
    assert found[0] < found[-1]
    assert extra(0.2, 0.01) < extra(0.2, 0.3)


def test_whoever_has_no_place_in_an_hour_waits_into_the_next() -> None:
    full = Hour((0.0,) * 10, free=0, minutes=6)
    first, second = outlook([full, full], [2, 0])
    assert [first.crowded, second.crowded] == pytest.approx([1, 1])
    assert first.minutes == second.minutes == 12
    empty = Hour((), free=10, minutes=6)
    assert outlook([full, empty], [2, 0])[1].crowded == 0


@given(
    st.lists(
        st.builds(
            Hour,
            missing=st.lists(st.floats(0, 0.6), min_size=1, max_size=12).map(tuple),
            free=st.integers(0, 1),
            minutes=st.floats(0.5, 20),
        ),
        max_size=5,
    ),
    st.builds(Bounds, crowded=st.floats(0, 0.4), minutes=st.floats(0, 30)),
)
def test_advice_to_add_keeps_every_hour_within_the_bounds(hours: list[Hour], bounds: Bounds) -> None:
    found = advice(hours, bounds)
    if sum(found.extra):
        assert all(each.crowded <= bounds.crowded for each in found.outlook)
        assert all(each.minutes <= bounds.minutes for each in found.outlook)
    assert all(extra <= 0.25 * len(hour.missing) for extra, hour in zip(found.extra, hours, strict=True))
    assert all(not extra or not hour.free for extra, hour in zip(found.extra, hours, strict=True))
