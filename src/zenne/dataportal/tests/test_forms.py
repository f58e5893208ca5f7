"""What a column is, from the counts of its values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.coordinates import guess_crs
from zenne.dataportal.rules.dialects import find_dialect
from zenne.dataportal.rules.forms import FEW, FORMS, TEXT, Finding, Form, Note, Tally, decide, looks_foreign
from zenne.dataportal.rules.layout import Described, choose_sort
from zenne.dataportal.rules.names import LONGEST_NAME, column_names, plain_name, plain_slug

INTEGER, NUMBER = Form(ColumnType.INTEGER), Form(ColumnType.NUMBER)
COUNTS = st.integers(0, 1000)


@given(COUNTS, COUNTS, st.dictionaries(st.sampled_from(FORMS), COUNTS, max_size=5), st.text(max_size=5))
def test_a_decision_never_loses_more_values_than_a_few(
    filled: int, no_value: int, fits: dict[Form, int], value: str
) -> None:
    no_value = min(no_value, filled)
    tally = Tally(filled, no_value, {form: min(n, filled - no_value) for form, n in fits.items()}, [(value, 1)])
    found = decide(tally)
    if found.form is not TEXT:
        assert tally.values - tally.fits[found.form] == found.misfits <= FEW * tally.values
        assert tally.fits[found.form] == max(tally.fits.values())


@pytest.mark.parametrize(
    ("tally", "finding"),
    [
        (Tally(0), Finding(TEXT, Note.EMPTY)),
        (Tally(3, 3), Finding(TEXT)),
        (Tally(9, 0, {INTEGER: 9, NUMBER: 9}), Finding(INTEGER)),
        (Tally(99, 9, {INTEGER: 89, NUMBER: 90}), Finding(NUMBER)),
        (Tally(100, 0, {INTEGER: 97}, [("unknown", 2), ("?", 1)]), Finding(INTEGER, Note.MISTAKES, 3, "unknown")),
        (Tally(100, 0, {INTEGER: 99}, [("14-16", 1)]), Finding(TEXT, Note.CODES, 1, "14-16")),
        (Tally(100, 0, {INTEGER: 99}, [("007", 1)]), Finding(TEXT, Note.LEADING_ZEROS, 1, "007")),
        (Tally(100, 0, {INTEGER: 99}, [("+32 2", 1)]), Finding(TEXT, Note.LEADING_ZEROS, 1, "+32 2")),
        (Tally(100, 0, {INTEGER: 99}, [("9" * 25, 1)]), Finding(TEXT, Note.TOO_LONG, 1, "9" * 25)),
        (Tally(100, 0, {INTEGER: 60}, [("a", 40)]), Finding(TEXT, Note.MIXED, 40, "a")),
        (Tally(100, 0, {Form(ColumnType.DATE): 99}, [("2026-13-45", 1)]),
         Finding(Form(ColumnType.DATE), Note.MISTAKES, 1, "2026-13-45")),
    ],
)  # fmt: skip
def test_columns_are_what_most_of_their_values_are(tally: Tally, finding: Finding) -> None:
    assert decide(tally) == finding


@pytest.mark.parametrize(
    ("value", "form", "foreign"),
    [
        ("onbekend", INTEGER, True),
        ("12..5", NUMBER, True),
        ("1,5", NUMBER, True),
        ("12A", INTEGER, False),
        ("12-14", INTEGER, False),
        ("31/02/2026", Form(ColumnType.DATE, "%d/%m/%Y"), True),
        ("Q3 2026", Form(ColumnType.DATE), False),
    ],
)
def test_a_value_without_digits_or_broken_is_a_mistake_and_another_a_code(
    value: str, form: Form, foreign: bool
) -> None:
    assert looks_foreign(value, form) is foreign


@given(st.lists(st.text(max_size=80), max_size=20))
def test_names_of_columns_are_plain_and_all_different(sources: list[str]) -> None:
    names = column_names(sources)
    assert len(set(names)) == len(names) == len(sources)
    for name in names:
        assert name.isascii()
        assert name[0].isalpha()
        assert name == name.lower()
        assert len(name) <= LONGEST_NAME + 3
        assert name.replace("_", "").isalnum()


def test_names_keep_what_people_read() -> None:
    assert plain_name("Entités administratives") == "entites_administratives"
    assert plain_name("2026") == "n_2026"
    assert plain_slug("Code INS (2019).csv") == "code-ins-2019-csv"
    assert column_names(["a", "A", "", "a"]) == ("a", "a_2", "column_3", "a_3")


WORDS = st.text("abcdefgh", min_size=1, max_size=6)


@given(
    st.sampled_from("\t;|,"),
    st.lists(WORDS, min_size=2, max_size=6, unique=True),
    st.integers(1, 30),
    st.integers(0, 3),
)
def test_the_dialect_of_a_regular_file_is_found(delimiter: str, header: list[str], rows: int, preamble: int) -> None:
    lines = ["about this file"] * preamble + [delimiter.join(header)]
    lines += [delimiter.join(str(n * m) for m in range(len(header))) for n in range(rows + preamble)]
    found = find_dialect("\n".join(lines) + "\n", is_whole=True)
    assert found is not None
    assert (found.delimiter, list(found.header), found.lines_before_rows) == (delimiter, header, preamble + 1)


def test_a_table_lies_in_the_order_in_which_people_filter() -> None:
    columns = [
        Described("id", ColumnType.INTEGER, -1),
        Described("valid", ColumnType.BOOLEAN, 2),
        Described("measured_at", ColumnType.TIMESTAMP, 700),
        Described("level", ColumnType.INTEGER, 5),
        Described("station", ColumnType.TEXT, 8),
    ]
    assert choose_sort(columns, rows=1_000_000) == ("station", "measured_at")
    assert choose_sort(columns[:2] + columns[3:], rows=1_000_000) == ("station", "level")
    assert choose_sort(columns, rows=100) == ()
    assert choose_sort([*columns, Described("place", ColumnType.GEOMETRY, -1)], rows=1_000_000) == ("place",)


def test_belgian_coordinates_are_told_apart() -> None:
    assert [guess_crs(4.35, 50.8), guess_crs(149_000, 170_000), guess_crs(649_000, 670_000), guess_crs(9e9, 1)] == [
        4326,
        31370,
        3812,
        4326,
    ]
