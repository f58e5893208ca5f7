"""A value as a cell of a table that people look at."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from zenne.dataportal.rules.columns import NUMBERS, ColumnType

LONGEST: Final = 200
SHORT: Final = 25
POINT_DIGITS: Final = 5
"""About a metre."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in it.

    Attributes:
        text: empty where there is no value.
        is_number: whether it stands to the right, under other numbers.
        is_whole: whether it stays on one line.
        truth: for yes or no; None for everything else.
        moment: for a date and time; None for everything else.
    """

    text: str
    is_number: bool = False
    is_whole: bool = False
    truth: bool | None = None
    moment: datetime | None = None


def cell(value: Any, kind: ColumnType) -> Cell:
    """The cell for a value as the API gives it: JSON, with moments as ISO 8601 and places as GeoJSON."""
    if value is None:
        return Cell("")
    if kind is ColumnType.BOOLEAN:
        return Cell(str(value).lower(), truth=bool(value))
    if kind is ColumnType.TIMESTAMP:
        return Cell(str(value), is_whole=True, moment=moment(str(value)))
    if kind is ColumnType.GEOMETRY:
        return Cell(place(value), is_whole=True)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return Cell(shown, is_number=kind in NUMBERS, is_whole=len(text) < SHORT)


def moment(text: str) -> datetime | None:
    """The moment in an ISO 8601 text; None for one beyond the calendar of Python, such as the year 20000."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def place(value: Any) -> str:
    """A point as longitude and latitude, anything larger by its kind."""
    found = json.loads(value) if isinstance(value, str) else value
    kind = found.get("type", "") if isinstance(found, dict) else ""
    coordinates = found.get("coordinates") if isinstance(found, dict) else None
    if kind == "Point" and isinstance(coordinates, list) and coordinates:
        return ", ".join(f"{number:.{POINT_DIGITS}f}" for number in coordinates[:2])
    return str(kind)
