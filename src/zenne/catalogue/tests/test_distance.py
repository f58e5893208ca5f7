from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.catalogue.rules.distance import EARTH_RADIUS_METRES, metres_between

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


def metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    return metres_between(from_latitude=a[0], from_longitude=a[1], to_latitude=b[0], to_longitude=b[1])


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((50.8467, 4.3525), (50.8467, 4.3525), 0),
        ((50.0, 4.0), (51.0, 4.0), 111_195),
        ((0.0, 0.0), (0.0, 180.0), pi * EARTH_RADIUS_METRES),
        ((50.8467, 4.3525), (51.2211, 4.3997), 41_763),
    ],
)
def test_known_distances(a: tuple[float, float], b: tuple[float, float], expected: float) -> None:
    assert metres(a, b) == pytest.approx(expected, rel=0.001)


@given(st.tuples(latitudes, longitudes), st.tuples(latitudes, longitudes))
def test_there_and_back_are_equally_far(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert metres(a, b) == pytest.approx(metres(b, a), abs=0.01)
    assert 0 <= metres(a, b) <= pi * EARTH_RADIUS_METRES + 1


@given(st.tuples(latitudes, longitudes), st.tuples(latitudes, longitudes), st.tuples(latitudes, longitudes))
def test_a_detour_is_never_shorter(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> None:
    assert metres(a, c) <= metres(a, b) + metres(b, c) + 0.1
