"""Types that are found from samples and proven while rows are written: the same as if every value had been counted."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zenne.dataportal.ingest import counting, records, staging
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.records import BadLine, Records, Splitter
from zenne.dataportal.ingest.wording import note_text, problem_text
from zenne.dataportal.models import Table, Version
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import ColumnPolicy, Level, Need, TablePolicy
from zenne.dataportal.storage.folders import table_folder
from zenne.dataportal.tests.files import current, loaded, quarantine_of, rows_of, types_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
MANY = 1_000_000
"""A sample of so many rows is the whole file: then every value is counted."""


@contextmanager
def samples_of(rows: int) -> Iterator[None]:
    """Samples of so many rows, from 20 spots."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(staging, "SAMPLE_ROWS", rows)
        patch.setattr(counting, "SAMPLE_ROWS", rows)
        patch.setattr(counting, "LEAST_ROWS", rows)
        yield


def said_of(version: Version) -> tuple[Any, ...]:
    """What became of a file, without what is said of texts to explain them."""
    columns = tuple(
        replace(each, note="" if each.type is ColumnType.TEXT else each.note)
        for each in version.schema.definition.columns
    )
    bad = quarantine_of(version, "line", "column", "value", "reason", "raw", "_values")
    return columns, rows_of(version), bad


def a_column(values: list[str]) -> str:
    return "n,value\n" + "".join(f"{n},{value}\n" for n, value in enumerate(values))


USUAL = st.sampled_from(["number", "decimal", "date", "truth", "word", "code", "comma", "empty", "time"])
NUMBERS = ("12A", "007", "1.5", "2", "1,5", "1e5", "9" * 20, "POINT (4 50)", "2026-02-30", "31/12/2026", "05:00")
ODD = st.sampled_from((*NUMBERS, "?", "true", "ja", "n/a", " ", "", "x", "a b", "-", "zz"))


def usual(kind: str, n: int) -> str:
    return {
        "number": f"{n}", "decimal": f"{n}.{n % 7}", "date": f"2026-01-{n % 28 + 1:02}", "truth": "true",
        "word": f"tree {n % 5}", "code": f"0{n}", "comma": f'"{n},{n % 7}"', "empty": "", "time": f"{n % 24:02}:00",
    }[kind]  # fmt: skip


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kinds=st.lists(st.tuples(USUAL, st.integers(10, 120)), min_size=1, max_size=3),
    odd=st.lists(st.tuples(st.integers(0, 1000), ODD), max_size=25),
)
def test_samples_lead_to_the_same_table_and_quarantine_as_counting_every_value(
    tmp_path: Path, kinds: list[tuple[str, int]], odd: list[tuple[int, str]]
) -> None:
    values = [usual(kind, n) for kind, times in kinds for n in range(times)]
    for place, value in odd:
        values[place % len(values)] = value
    name = secrets.token_hex(4)
    found = []
    for rows in (20, MANY):
        with samples_of(rows):
            found.append(said_of(loaded(tmp_path, a_column(values), dataset=f"set-{name}-{rows}")))
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("odd", "kind", "bad"),
    [
        ("12A", ColumnType.TEXT, 0),
        ("007", ColumnType.TEXT, 0),
        ("1.5", ColumnType.NUMBER, 0),
        ("unknown", ColumnType.INTEGER, 1),
    ],
)
def test_a_value_that_no_sample_has_decides_like_any_other(
    tmp_path: Path, odd: str, kind: ColumnType, bad: int
) -> None:
    values = [str(1 + n) for n in range(200)]
    values[195] = odd
    with samples_of(20):
        version = loaded(tmp_path, a_column(values))
    assert types_of(version)["value"] is kind
    assert (len(rows_of(version)), version.quarantined) == (200 - bad, bad)
    named = {part.name for part in version.manifest.parts}
    named |= {version.manifest.quarantine.name} if version.manifest.quarantine else set()
    assert {path.name for path in table_folder(version.table).glob("*.parquet")} == named


def test_places_that_no_sample_has_are_found(tmp_path: Path) -> None:
    values = ["" for _ in range(200)]
    values[101:105] = ["POINT (4.35 50.85)"] * 4
    with samples_of(20):
        version = loaded(tmp_path, a_column(values))
    assert types_of(version)["value"] is ColumnType.GEOMETRY
    assert len([place for (place,) in rows_of(version, "value") if place]) == 4


def test_bad_rows_of_a_protected_table_are_told_by_their_line(tmp_path: Path) -> None:
    values = [str(n) for n in range(200)]
    loaded(tmp_path, a_column(values))
    Table.objects.update(policy=TablePolicy(columns={"value": ColumnPolicy(need=Need(Level.OFFICIAL))}))
    values[150] = values[17] = "?"
    version = loaded(tmp_path, a_column(values))
    assert quarantine_of(version) == [(19, "value", "?", "wrong-type"), (152, "value", "?", "wrong-type")]
    assert len(rows_of(current(version.table))) == 198


TEXT = st.lists(
    st.sampled_from(['"', ",", "\n", "a", "bc", '""', ',"', '",', '"\n', "\r\n", "é", "\0", "\udcff", "1,2\n"]),
    max_size=60,
).map(lambda each: "".join(each).encode("utf-8", "surrogateescape"))


@settings(max_examples=300, deadline=None)
@given(text=TEXT, cuts=st.lists(st.integers(0, 200), max_size=6))
def test_records_are_the_same_wherever_the_blocks_of_a_file_end(text: bytes, cuts: list[int]) -> None:
    ends = sorted({*(cut % (len(text) + 1) for cut in cuts), len(text)})
    blocks = [text[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]
    assert records_and_bad_lines(blocks) == records_and_bad_lines([text])


@settings(max_examples=200, deadline=None)
@given(text=TEXT)
def test_records_are_the_same_however_many_quotes_are_looked_at_together(text: bytes) -> None:
    together = records_and_bad_lines([text])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "QUOTES_AT_ONCE", 2)
        patch.setattr(records, "MOST_QUOTES_AT_ONCE", 2)
        assert records_and_bad_lines([text]) == together


def records_and_bad_lines(blocks: list[bytes]) -> list[tuple[int, bytes | str]]:
    splitter, found = Splitter(","), list[tuple[int, bytes | str]]()
    for part in splitter.split(blocks):
        match part:
            case Records(text, line):
                for record in splitter.record.finditer(text):
                    found.append((line, record[0]))
                    line += record[0].count(b"\n")
            case BadLine(line, reason, _):
                found.append((line, reason.value))
    return found


@pytest.mark.parametrize("value", ["€ 12,50", "12,50 €", "45 %", "45%", "1.234,00 EUR", "$3.10", "€\u00a01.250"])
def test_numbers_with_a_sign_are_text_and_the_column_says_why(tmp_path: Path, value: str) -> None:
    rows = "".join(f"{n};{value}\n" for n in range(30))
    note = loaded(tmp_path, f"id;price\n{rows}").schema.definition.columns[1].note
    assert f"such as “{value}”" in note_text(note)


def test_words_and_plain_numbers_have_no_such_note(tmp_path: Path) -> None:
    rows = "".join(f"{n};word {n};{n},5;5% off\n" for n in range(30))
    columns = loaded(tmp_path, f"id;name;size;sale\n{rows}").schema.definition.columns
    assert [each.note for each in columns] == [""] * 4


@pytest.mark.parametrize("content", ["[1,2,3]", '["oak"]', "[[1],[2]]"])
def test_a_list_of_values_in_json_is_refused_with_what_it_should_be(tmp_path: Path, content: str) -> None:
    with pytest.raises(CannotLoad) as error:
        loaded(tmp_path, content, "values.json")
    assert "an object such as {" in problem_text(error.value.code, error.value.details)
