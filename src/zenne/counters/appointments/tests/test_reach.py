"""How long it takes to come, as far as the distance tells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.counters.appointments.wording import journey
from zenne.counters.rules.reach import Way, minutes_by

WAYS = st.sampled_from(Way)
METRES = st.floats(0, 50_000)


@pytest.mark.parametrize(
    ("way", "metres", "minutes"),
    [
        (Way.FOOT, 0, 0),
        (Way.FOOT, 1000, 17),
        (Way.FOOT, 3000, 49),
        (Way.BICYCLE, 0, 3),
        (Way.BICYCLE, 3000, 20),
        (Way.TRANSIT, 0, 10),
        (Way.TRANSIT, 3000, 25),
    ],
)
def test_a_journey_takes_its_time_by_each_way(way: Way, metres: float, minutes: int) -> None:
    assert minutes_by(way, metres) == minutes


@given(WAYS, METRES, METRES)
def test_farther_is_never_sooner(way: Way, one: float, other: float) -> None:
    near, far = sorted((one, other))

    assert minutes_by(way, near) <= minutes_by(way, far)


@given(WAYS, st.integers(0, 600), st.sampled_from([15, 30, 45]))
def test_the_time_that_is_said_is_never_shorter_and_keeps_to_what_was_asked_for(
    way: Way, minutes: int, most: int
) -> None:
    said = int(journey(way, minutes).split()[1])

    assert said >= minutes
    assert (minutes <= most) == (said <= most)
