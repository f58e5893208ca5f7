"""How long it takes to come to a branch, as far as the distance tells."""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import Final


class Way(StrEnum):
    """How somebody comes."""

    FOOT = "foot"
    BICYCLE = "bicycle"
    TRANSIT = "transit"


@dataclass(frozen=True, slots=True)
class Pace:
    """``minutes``: what is lost on each journey, however short; ``kmh``: the speed of the rest, stops counted in."""

    minutes: float
    kmh: float


DETOUR: Final = 1.3
"""So much longer than the line between two points is the way there. About 1.2 in cities (Newell, "Traffic Flow on
Transportation Networks", 1980); a little more here, for stops and bridges that do not lie on the way."""
PACES: Final = {
    Way.FOOT: Pace(minutes=0, kmh=4.8),
    Way.BICYCLE: Pace(minutes=3, kmh=14),
    Way.TRANSIT: Pace(minutes=10, kmh=16),
}
"""Assumed, for people who do not hurry: walking 1.33 m/s; cycling through a city with its lights and slopes, and three
minutes to unlock and park; trams and buses at about their commercial speed in dense traffic, stops counted in, and ten
minutes to walk and wait. No timetable is known here, so what comes out is an estimate, and is shown as one."""


def minutes_by(way: Way, metres: float) -> int:
    """The estimated length of the journey in whole minutes, rounded up; ``metres`` are as the crow flies."""
    pace = PACES[way]
    return ceil(pace.minutes + metres * DETOUR / 1000 / pace.kmh * 60)
