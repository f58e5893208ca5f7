"""What is published of letters, row by row, without what would lead to somebody."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

import numpy as np

from zenne.dataportal.public import SMALLEST_COUNT, about, share, shown
from zenne.mailroom.figures.models import LetterWeek

Row = list[Any]
MINUTES_OF_AN_HOUR: Final = 60


def weeks() -> Iterator[Row]:
    """One row a week."""
    for week in counted_weeks():
        if letters_in(week) >= SMALLEST_COUNT:
            yield [week[0].week, *figures(week)]


def services() -> Iterator[Row]:
    """One row a week and service, without letters of which nobody said what they are about."""
    return (row for row in rows_by("service") if row[1])


def languages() -> Iterator[Row]:
    """One row a week and language."""
    return rows_by("language")


def channels() -> Iterator[Row]:
    """One row a week and way."""
    return rows_by("channel")


def rows_by(name: str) -> Iterator[Row]:
    """One row a week and value of a column, of those that may be shown. One query."""
    for week in counted_weeks():
        found: dict[str, list[LetterWeek]] = {}
        for row in week:
            found.setdefault(getattr(row, name), []).append(row)
        for value in sorted(shown({key: letters_in(rows) for key, rows in found.items()})):
            yield [week[0].week, value, *figures(found[value])]


def counted_weeks() -> Iterator[list[LetterWeek]]:
    """The rows of each week, in order; one week at a time is in memory. One query."""
    rows = LetterWeek.objects.order_by("week", "pk").iterator(chunk_size=2000)
    for _monday, of_week in groupby(rows, key=lambda row: row.week):
        yield list(of_week)


def letters_in(rows: Iterable[LetterWeek]) -> int:
    return sum(row.letters for row in rows)


def figures(rows: list[LetterWeek]) -> Row:
    """About how many letters, and what became of them."""
    minutes = [each for row in rows for each in row.minutes]
    return [
        about(letters_in(rows)),
        share_of(rows, "in_time", "due"),
        share_of(rows, "held", "promised"),
        hours_within(minutes, 0.5),
        hours_within(minutes, 0.9),
        share_of(rows, "done", "begun"),
        share_of(rows, "satisfied", "verdicts"),
    ]


def share_of(rows: list[LetterWeek], part: str, whole: str) -> float | None:
    return share(sum(getattr(row, part) for row in rows), sum(getattr(row, whole) for row in rows))


def hours_within(minutes: list[int], of: float) -> float | None:
    """Office hours within which a part was answered; None for fewer than ten, whose slowest would be one letter."""
    if len(minutes) < 2 * SMALLEST_COUNT:
        return None
    return round(float(np.quantile(minutes, of, method="inverted_cdf")) / MINUTES_OF_AN_HOUR, 1)
