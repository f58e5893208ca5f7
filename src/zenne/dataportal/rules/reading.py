"""Texts that somebody typed, read as the values of a column. One way to write each value, as in JSON and ISO 8601."""

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, tzinfo
from typing import Final, TypeVar

from zenne.dataportal.rules.columns import ColumnType

Value = str | int | float | bool | date | time | datetime
Made = TypeVar("Made", date, time, datetime)
WHOLE: Final = re.compile(r"[+-]?[0-9]{1,40}", re.ASCII)
DECIMAL: Final = re.compile(r"[+-]?[0-9]{1,400}(?:\.[0-9]{1,400})?(?:[eE][+-]?[0-9]{1,4})?", re.ASCII)
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
HOUR: Final = re.compile(r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?", re.ASCII)
MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?",
    re.ASCII,
)
GREATEST: Final = 2**63 - 1
TRUTHS: Final = {"true": True, "false": False}


class NotReadable(ValueError):
    """A text is no value of the type; ``code`` says what would be."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def read(text: str, kind: ColumnType, *, zone: tzinfo) -> Value:
    """The value that ``text`` stands for.

    Args:
        zone: where a moment without an offset is meant.

    Raises:
        NotReadable: the text stands for no value of this type.
    """
    reader = READERS.get(kind)
    if reader is not None:
        return reader(text)
    return moment(text, zone=zone) if kind is ColumnType.TIMESTAMP else text


def whole_number(text: str) -> int:
    if not WHOLE.fullmatch(text):
        raise NotReadable("not-a-whole-number")
    number = int(text)
    if not -GREATEST - 1 <= number <= GREATEST:
        raise NotReadable("too-large-a-number")
    return number


def number(text: str) -> float:
    if not DECIMAL.fullmatch(text):
        raise NotReadable("not-a-number")
    value = float(text)
    if not math.isfinite(value):
        raise NotReadable("too-large-a-number")
    return value


def truth(text: str) -> bool:
    if text not in TRUTHS:
        raise NotReadable("not-true-or-false")
    return TRUTHS[text]


def day(text: str) -> date:
    if not DAY.fullmatch(text):
        raise NotReadable("not-a-date")
    return made(date.fromisoformat, text, code="not-a-date")


def time_of_day(text: str) -> time:
    if not HOUR.fullmatch(text):
        raise NotReadable("not-a-time")
    return made(time.fromisoformat, text, code="not-a-time")


def moment(text: str, *, zone: tzinfo) -> datetime:
    """An aware moment in UTC. In an address a plus sign is easily read as a space: before an offset it is one."""
    text = re.sub(r" (?=[0-9]{2}:?[0-9]{2}$)", "+", text) if "T" in text else text
    if not MOMENT.fullmatch(text):
        raise NotReadable("not-a-moment")
    read_as = made(datetime.fromisoformat, text, code="not-a-moment")
    try:
        return (read_as if read_as.tzinfo else read_as.replace(tzinfo=zone)).astimezone(UTC)
    except OverflowError:
        raise NotReadable("not-a-moment") from None


def made(maker: Callable[[str], Made], text: str, *, code: str) -> Made:
    try:
        return maker(text)
    except ValueError:
        raise NotReadable(code) from None


READERS: Final[dict[ColumnType, Callable[[str], Value]]] = {
    ColumnType.INTEGER: whole_number,
    ColumnType.NUMBER: number,
    ColumnType.BOOLEAN: truth,
    ColumnType.DATE: day,
    ColumnType.TIME: time_of_day,
}


def split(text: str, separator: str) -> list[str]:
    """The parts of a list. A part in double quotes may have the separator in it; a quote in it is written twice."""
    parts: list[str] = []
    current: list[str] = []
    is_quoted = False
    for sign in text:
        if sign == '"':
            is_quoted = not is_quoted
        if sign == separator and not is_quoted:
            parts.append("".join(current))
            current = []
        else:
            current.append(sign)
    if is_quoted:
        raise NotReadable("open-quote")
    return [*parts, "".join(current)]


def unquoted(text: str) -> str:
    """A part of a list without the quotes around it."""
    if len(text) >= 2 and text[0] == text[-1] == '"':
        return text[1:-1].replace('""', '"')
    return text
