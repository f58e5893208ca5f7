"""The lines of pictures, from what happened on a day. Everything is in minutes after the picture begins."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stay:
    """From when to when; to the end of the picture when it is not over."""

    begin: float
    end: float | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in a picture: where it begins and how wide it is."""

    x: float
    width: float


def breath(waits: Iterable[Stay], *, length: float, step: float) -> list[int]:
    """How many waited at each step, from 0 to ``length``."""
    known = list(waits)
    moments = [step * number for number in range(int(length // step) + 1)]
    return [sum(stay.begin <= at and (stay.end is None or at < stay.end) for stay in known) for at in moments]


def bars(stays: Iterable[Stay], *, length: float, width: float) -> list[Bar]:
    """Bars in a picture that is ``width`` wide; what lies outside is cut off."""
    found = []
    for stay in stays:
        begin = min(max(stay.begin, 0.0), length)
        end = min(max(length if stay.end is None else stay.end, 0.0), length)
        if end > begin:
            found.append(Bar(round(begin / length * width, 1), round((end - begin) / length * width, 1)))
    return found


def points(values: list[int], *, width: float, height: float) -> str:
    """A line through the values, as SVG writes it: the largest reaches the top."""
    most = max([*values, 1])
    apart = width / max(len(values) - 1, 1)
    return " ".join(f"{place * apart:.1f},{height - value / most * height:.1f}" for place, value in enumerate(values))
