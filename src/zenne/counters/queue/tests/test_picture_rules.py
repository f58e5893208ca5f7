"""The lines of pictures."""

from hypothesis import given
from hypothesis import strategies as st

from zenne.counters.queue.rules.pictures import Stay, bars, breath, points

minutes = st.floats(-100, 700)
stays = st.lists(st.builds(Stay, minutes, st.none() | minutes), max_size=20)


def test_the_queue_breathes() -> None:
    assert breath([Stay(0, 15), Stay(5, None)], length=30, step=10) == [1, 2, 1, 1]


@given(stays)
def test_bars_lie_inside_the_picture(visits: list[Stay]) -> None:
    for bar in bars(visits, length=480, width=720):
        assert bar.x >= 0
        assert bar.x + bar.width <= 720.2


@given(st.lists(st.integers(0, 200), min_size=1, max_size=50))
def test_the_line_lies_inside_the_picture(values: list[int]) -> None:
    for point in points(values, width=720, height=120).split():
        x, y = map(float, point.split(","))
        assert 0 <= x <= 720.1
        assert 0 <= y <= 120
