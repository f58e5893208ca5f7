"""The picture of the days that held, ready for a template: every coordinate is text, because templates write commas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from zenne.mailroom.figures.kept import WANTED, KeptWeek

WIDTH, HEIGHT = 720, 180
LOWEST: Final = 0.5
LEVELS: Final = (50, 70, 90, 100)
FIRST_NAME, WEEKS_BETWEEN_NAMES = 1, 4


@dataclass(frozen=True, slots=True)
class Level:
    """A share at the edge of the picture, with the place where it stands."""

    percent: int
    at: str


@dataclass(frozen=True, slots=True)
class Column:
    """A week below the picture."""

    monday: date
    at: str


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """Week by week, from half to all: the unbroken ``parts`` of a line; ``wanted`` is the height of nine of ten."""

    parts: list[str]
    points: list[tuple[str, str]]
    wanted: str
    levels: list[Level]
    columns: list[Column]


def kept_picture(weeks: Sequence[KeptWeek]) -> KeptPicture | None:
    """Draw the weeks of which a share may be shown; nothing when there are fewer than two."""
    places = [
        None if week.kept.share is None else (f"{across(number, len(weeks)):.1f}", f"{up(week.kept.share):.1f}")
        for number, week in enumerate(weeks)
    ]
    points = [place for place in places if place]
    if len(points) < 2:
        return None
    columns = [
        Column(week.monday, f"{across(number, len(weeks)):.1f}")
        for number, week in enumerate(weeks)
        if number % WEEKS_BETWEEN_NAMES == FIRST_NAME
    ]
    return KeptPicture(
        parts=unbroken(places),
        points=points,
        wanted=f"{up(WANTED):.1f}",
        levels=[Level(percent, f"{up(percent / 100):.1f}") for percent in LEVELS],
        columns=columns,
    )


def unbroken(places: Sequence[tuple[str, str] | None]) -> list[str]:
    """The parts of the line between weeks of which nothing is said."""
    parts: list[list[str]] = [[]]
    for place in places:
        if place is None:
            parts.append([])
        else:
            parts[-1].append(",".join(place))
    return [" ".join(part) for part in parts if len(part) > 1]


def across(number: int, of: int) -> float:
    return WIDTH * number / max(of - 1, 1)


def up(share: float) -> float:
    return HEIGHT - HEIGHT * (max(share, LOWEST) - LOWEST) / (1 - LOWEST)
