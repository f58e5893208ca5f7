"""Lines that were no rows are kept whole, and come in when somebody says how they are meant."""

from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from zenne.core.access.public import SYSTEM
from zenne.dataportal.actions.correct_columns import correct_columns
from zenne.dataportal.actions.read_lines_again import read_lines_again
from zenne.dataportal.models import Version
from zenne.dataportal.rules.line_reading import Layout, LineReading, values_of
from zenne.dataportal.tests.files import loaded, quarantine_of, rows_of

GOOD = "".join(f"{n},oak {n},{n}\n" for n in range(1, 21))
LAYOUT = Layout(",", ("id", "name", "height"))


def again(version: Version, reading: LineReading) -> Version:
    load = read_lines_again(asker=SYSTEM, table=version.table, reading=reading, at=timezone.now())
    return correct_columns(asker=SYSTEM, load=load.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "reading", "row"),
    [
        (b"21,short\n", LineReading(may_be_short=True), (21, "short", None)),
        (b'21,"lost,3\n', LineReading(has_plain_quotes=True), (21, '"lost', 3)),
        (b"21,h\xe9tre,4\n", LineReading(is_windows_1252=True), (21, "hétre", 4)),
        (b"21;ash;5\n", LineReading(";"), (21, "ash", 5)),
        (b"21,long,1,,\n", LineReading(may_be_long=True), (21, "long", 1)),
    ],
    ids=["too few", "quotes", "letters", "separator", "too many"],
)
def test_a_broken_line_comes_in_when_it_is_said_how_it_is_meant(
    tmp_path: Path, line: bytes, reading: LineReading, row: tuple[object, ...]
) -> None:
    before = loaded(tmp_path, f"id,name,height\n{GOOD}22,chêne,2\n".encode() + line)
    assert before.quarantined == 1
    unchanged = again(before, LineReading(delimiter="|"))
    assert (unchanged.rows, quarantine_of(unchanged)) == (before.rows, quarantine_of(before))
    after = again(unchanged, reading)
    assert after.quarantined == 0
    assert row in rows_of(after)


@pytest.mark.django_db
def test_a_line_that_is_a_row_now_but_does_not_fit_says_why(tmp_path: Path) -> None:
    before = loaded(tmp_path, f'id,name,height\n{GOOD}21,"lost,tall\n')
    after = again(before, LineReading(has_plain_quotes=True))
    assert quarantine_of(after) == [(22, "height", "tall", "wrong-type")]


@pytest.mark.django_db
def test_all_of_a_broken_line_is_kept(tmp_path: Path) -> None:
    line = '21,"' + "x" * 500_000
    before = loaded(tmp_path, f"id,name,height\n{GOOD}{line}\n")
    assert quarantine_of(before, "raw") == [(line,)]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=40), st.booleans(), st.booleans())
def test_whatever_stands_in_a_line_it_has_a_value_for_each_column_or_is_no_row(
    line: str, is_readable: bool, is_long: bool
) -> None:
    reading = LineReading(may_be_short=True, may_be_long=is_long, is_windows_1252=True)
    values = values_of(line, LAYOUT, reading, is_readable=is_readable)
    assert values is None or len(values) == 3


@pytest.mark.parametrize("line", ['a,"b""c",d', 'a,"b,c",d', 'a,"",d'])
def test_quotes_in_their_place_are_read_as_in_the_file(line: str) -> None:
    values = values_of(line, LAYOUT, LineReading(), is_readable=True)
    assert values is not None
    assert values[0] == "a"
    assert values[2] == "d"
