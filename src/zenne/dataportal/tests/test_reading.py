"""How the values of conditions are read."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.reading import NotReadable, read, split, unquoted
from zenne.dataportal.tests.asking import BRUSSELS

HOSTILE = [
    "",
    " ",
    "NaN",
    "Infinity",
    "-inf",
    "1,5",
    "1_000",
    "٣",
    "0x10",
    "9" * 400,
    "1e999",
    "\0",
    "'; DROP",
    "é" * 10_000,
]
FIRST, LAST = (datetime.fromisoformat(text) for text in ("0002-01-01", "9998-01-01"))
KINDS = [
    ColumnType.INTEGER,
    ColumnType.BOOLEAN,
    ColumnType.DATE,
    ColumnType.TIME,
    ColumnType.TIMESTAMP,
]
DATES = ["0000-01-01", "99999-01-01", "2026-13-01", "2026-02-30", "20260101", "1-1-2026", "2026-W01-1"]


@given(st.integers(-(2**63), 2**63 - 1))
def test_a_whole_number_is_read_as_it_is_written(number: int) -> None:
    assert read(str(number), ColumnType.INTEGER, zone=BRUSSELS) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_read_as_it_is_written(number: float) -> None:
    assert read(repr(number), ColumnType.NUMBER, zone=BRUSSELS) == number


@given(
    st.dates(),
    st.times(),
    st.datetimes(timezones=st.just(UTC), min_value=FIRST, max_value=LAST),
)
def test_days_times_and_moments_are_read_as_iso_writes_them(day: date, hour: time, moment: datetime) -> None:
    assert read(day.isoformat(), ColumnType.DATE, zone=BRUSSELS) == day
    assert read(hour.isoformat(), ColumnType.TIME, zone=BRUSSELS) == hour
    assert read(moment.isoformat(), ColumnType.TIMESTAMP, zone=BRUSSELS) == moment


def test_a_moment_without_an_offset_is_on_the_clock_of_the_city() -> None:
    noon = datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert read("2026-07-01T12:00", ColumnType.TIMESTAMP, zone=BRUSSELS) == noon
    assert read("2026-07-01T12:00:00 02:00", ColumnType.TIMESTAMP, zone=BRUSSELS) == noon


@pytest.mark.parametrize("text", HOSTILE + DATES, ids=lambda text: ascii(text[:12]))
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_value_is_refused(kind: ColumnType, text: str) -> None:
    if kind is ColumnType.INTEGER and text == "20260101":
        return
    with pytest.raises(NotReadable):
        read(text, kind, zone=BRUSSELS)


@given(st.lists(st.text(alphabet='ab,";= ', max_size=5), min_size=1))
def test_a_list_of_quoted_parts_comes_back(parts: list[str]) -> None:
    written = ",".join('"' + part.replace('"', '""') + '"' for part in parts)
    assert [unquoted(part) for part in split(written, ",")] == parts


def test_a_quote_that_is_not_closed_is_refused() -> None:
    with pytest.raises(NotReadable, match="open-quote"):
        split('a,"b', ",")
