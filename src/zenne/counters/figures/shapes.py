"""The pictures of the figures, ready for a template: every coordinate is text, because templates write commas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from zenne.counters.figures.models import RoomDay
from zenne.counters.figures.rules.calibration import Share
from zenne.counters.figures.rules.pictures import lines, steps
from zenne.counters.figures.trends import TrendDay
from zenne.dataportal.public import SMALLEST_COUNT

WIDTH, HEIGHT = 720, 180
SMALL_WIDTH, SMALL_HEIGHT = 240, 40
SIDE: Final = 400
SMALL: Final = 2
"""Where a count is too small to be shown, the line is drawn at this height."""
STEP: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Level:
    """A number at the edge of a picture, with the place where it stands."""

    number: int
    at: str


@dataclass(frozen=True, slots=True)
class Spark:
    """A small picture of four weeks, from its ground, which is nothing, to the most that was reached."""

    parts: list[str]
    least: int
    most: int


def spark(values: Sequence[int | None]) -> Spark | None:
    """The line through the values that are known; nothing without any."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    parts = lines(values, width=SMALL_WIDTH, height=SMALL_HEIGHT, most=max([*known, 1]))
    return Spark(parts, min(known), max(known))


@dataclass(frozen=True, slots=True)
class BranchTrend:
    """Both small pictures of a branch, and the days of the table beside them."""

    free: Spark | None
    wait: Spark | None
    days: list[TrendDay]


def branch_trend(trend: Sequence[TrendDay]) -> BranchTrend:
    """What is drawn of four weeks; days on which nothing is known are left out of both pictures."""
    known = [day for day in trend if day.free_days is not None or day.p90 is not None]
    return BranchTrend(spark([day.free_days for day in known]), spark([day.p90 for day in known]), known)


@dataclass(frozen=True, slots=True)
class Moment:
    """Ten minutes of a day. None: too few people to say how many; or desks of which nothing is said."""

    at: datetime
    waiting: int | None
    desks: int | None


@dataclass(frozen=True, slots=True)
class BreathPicture:
    """A room through a day: a line of people, a line of desks in steps, hours below, counts beside."""

    waiting: str
    desks: str
    hours: list[Level]
    levels: list[Level]
    moments: list[Moment]
    most: int


def breath_picture(room: RoomDay, *, is_today: bool, zone_begin: datetime, shows_desks: bool) -> BreathPicture:
    """Draw a day. What everybody sees on the screen now is exact; of days that are over, small counts are not."""
    counts = [int(count) for count in room.waiting]
    hides = not is_today
    drawn: list[float | None] = [SMALL if hides and 0 < count < SMALLEST_COUNT else count for count in counts]
    desks = [int(count) for count in room.desks] if shows_desks else []
    most = max([*counts, *desks, SMALLEST_COUNT])
    moments = [
        Moment(
            zone_begin + STEP * place,
            None if hides and 0 < count < SMALLEST_COUNT else count,
            desks[place] if place < len(desks) else None,
        )
        for place, count in enumerate(counts)
    ]
    return BreathPicture(
        waiting=" ".join(lines(drawn, width=WIDTH, height=HEIGHT, most=most)),
        desks=steps(desks, width=WIDTH, height=HEIGHT, most=most) if desks else "",
        hours=hours_below(zone_begin, len(counts)),
        levels=[Level(number, f"{HEIGHT - number / most * HEIGHT:.1f}") for number in sorted({0, most // 2, most})],
        moments=moments,
        most=max(counts, default=0),
    )


def hours_below(begin: datetime, count: int) -> list[Level]:
    """The whole hours of a day, at the places where they stand below its picture."""
    apart = WIDTH / max(count - 1, 1)
    moments = [(place, begin + STEP * place) for place in range(count)]
    return [Level(at.hour, f"{place * apart:.1f}") for place, at in moments if at.minute == 0]


@dataclass(frozen=True, slots=True)
class CurvePicture:
    """What was promised against what held, in a square from 40 to 100 percent on both sides."""

    line: str
    band: str
    diagonal: str
    points: list[tuple[str, str]]
    levels: list[Level]
    columns: list[Level]


LOWEST: Final = 40


def curve_picture(shares: Sequence[Share]) -> CurvePicture:
    """Draw a calibration curve with its band."""
    places = [(across(share.nominal), up(100 * share.share)) for share in shares]
    upper = [(across(share.nominal), up(100 * share.high)) for share in shares]
    lower = [(across(share.nominal), up(100 * share.low)) for share in reversed(shares)]
    return CurvePicture(
        line=joined(places),
        band=joined(upper + lower),
        diagonal=joined([(across(LOWEST), up(LOWEST)), (across(100), up(100))]),
        points=[(f"{x:.1f}", f"{y:.1f}") for x, y in places],
        levels=[Level(number, f"{up(number):.1f}") for number in range(LOWEST, 101, 10)],
        columns=[Level(number, f"{across(number):.1f}") for number in range(LOWEST, 101, 10)],
    )


def across(percent: float) -> float:
    return (percent - LOWEST) / (100 - LOWEST) * SIDE


def up(percent: float) -> float:
    return SIDE - min(max((percent - LOWEST) / (100 - LOWEST), 0.0), 1.0) * SIDE


def joined(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
