"""Values as people see them in a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.dataportal.rules.cells import LONGEST, cell
from zenne.dataportal.rules.columns import ColumnType


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, ColumnType.TEXT, ""),
        ("oak", ColumnType.TEXT, "oak"),
        (12, ColumnType.INTEGER, "12"),
        (12.5, ColumnType.NUMBER, "12.5"),
        ("2026-12-31", ColumnType.DATE, "2026-12-31"),
        ({"a": "é"}, ColumnType.JSON, '{"a": "é"}'),
        ({"type": "Point", "coordinates": [4.3517, 50.8466]}, ColumnType.GEOMETRY, "4.35170, 50.84660"),
        ('{"type":"Point","coordinates":[4.3517,50.8466]}', ColumnType.GEOMETRY, "4.35170, 50.84660"),
        ({"type": "Polygon", "coordinates": []}, ColumnType.GEOMETRY, "Polygon"),
    ],
)
def test_a_value_is_shown_as_people_read_it(value: object, kind: ColumnType, text: str) -> None:
    assert cell(value, kind).text == text


def test_numbers_truths_and_moments_are_marked_as_such() -> None:
    assert cell(1, ColumnType.INTEGER).is_number
    assert cell(False, ColumnType.BOOLEAN).truth is False
    moment = cell("2026-12-31T12:00:00Z", ColumnType.TIMESTAMP).moment
    assert moment is not None
    assert moment.isoformat() == "2026-12-31T12:00:00+00:00"


def test_a_moment_beyond_the_calendar_is_shown_as_it_came() -> None:
    shown = cell("20000-01-01T00:00:00Z", ColumnType.TIMESTAMP)
    assert (shown.text, shown.moment) == ("20000-01-01T00:00:00Z", None)


@given(st.text(min_size=LONGEST + 1, max_size=3 * LONGEST))
def test_a_long_text_is_cut_and_says_so(text: str) -> None:
    assert cell(text, ColumnType.TEXT).text == f"{text[:LONGEST]}…"
