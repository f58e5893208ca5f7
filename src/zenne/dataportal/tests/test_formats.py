"""Each format, read back by a program that knows it."""

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import Any
from zipfile import ZipFile

import openpyxl
import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet
import pytest

from zenne.dataportal.query.formats.all import FORMATS
from zenne.dataportal.query.formats.spreadsheets import cut
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.parameters import WrongParameter
from zenne.dataportal.storage.folders import working_files
from zenne.dataportal.tests.asking import file, ready
from zenne.dataportal.tests.builders import a_table

pytestmark = pytest.mark.django_db
COLUMNS = [
    ("n", ColumnType.INTEGER),
    ("text", ColumnType.TEXT),
    ("amount", ColumnType.NUMBER),
    ("day", ColumnType.DATE),
    ("at", ColumnType.TIMESTAMP),
    ("yes", ColumnType.BOOLEAN),
    ("place", ColumnType.GEOMETRY),
]
NOON = datetime(2026, 7, 1, 10, tzinfo=UTC)
ROWS: list[list[Any]] = [
    [1, 'one, "two"\r\nthree', 0.1, date(2026, 7, 1), NOON, True, "POINT(4.35 50.85)"],
    [2**60, "=1+1", 1e300, date(1850, 1, 1), NOON, False, None],
    [None] * 7,
    [-3, "", -0.5, date(9999, 12, 31), NOON, True, "POINT(4.36 50.86)"],
]


@pytest.fixture(autouse=True)
def rows(db: None) -> None:
    a_table(ROWS, COLUMNS)


def test_csv_is_as_rfc_4180_says_and_tells_no_value_from_an_empty_text() -> None:
    content = file("", "csv").decode()
    found = list(csv.reader(io.StringIO(content, newline="")))
    assert found[0] == [name for name, _ in COLUMNS]
    assert found[1][:4] == ["1", 'one, "two"\r\nthree', "0.1", "2026-07-01"]
    assert found[1][4:] == ["2026-07-01T10:00:00Z", "true", "POINT (4.35 50.85)"]
    assert found[3] == [""] * 7
    assert content.splitlines()[-1].startswith('-3,"",-0.5')
    assert content.count("\r\n") == 6


def test_json_lines_are_one_object_each() -> None:
    found = [json.loads(line) for line in file("", "ndjson").decode().splitlines()]
    assert [row["n"] for row in found] == [1, 2**60, None, -3]
    assert found[0]["place"] == {"type": "Point", "coordinates": [4.35, 50.85]}


def test_geojson_is_a_collection_of_features_also_of_none() -> None:
    found = json.loads(file("", "geojson"))
    assert [feature["type"] for feature in found["features"]] == ["Feature"] * 4
    assert found["features"][0]["geometry"]["coordinates"] == [4.35, 50.85]
    assert "place" not in found["features"][0]["properties"]
    assert json.loads(file("n=77", "geojson")) == {"type": "FeatureCollection", "features": []}
    with pytest.raises(WrongParameter, match="no-place"):
        file("_fields=n", "geojson")


def test_arrow_and_parquet_keep_types_and_say_where_places_are() -> None:
    stream = pa.ipc.open_stream(file("", "arrow")).read_all()
    parquet = pa.parquet.read_table(io.BytesIO(file("", "parquet")))
    for table in (stream, parquet):
        assert table.column("n").to_pylist() == [1, 2**60, None, -3]
        assert table.column("day").to_pylist()[1] == date(1850, 1, 1)
        assert str(table.schema.field("at").type).startswith("timestamp[us")
        assert table.schema.metadata[b"geo"]
    assert pa.parquet.read_table(io.BytesIO(file("n=77", "parquet"))).num_rows == 0


def test_a_spreadsheet_has_texts_that_are_no_formulas_and_exact_numbers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(file("", "xlsx")))
    found = list(book.active.iter_rows(values_only=True))
    assert found[0] == tuple(name for name, _ in COLUMNS)
    assert found[2][:3] == (str(2**60), "=1+1", 1e300)
    assert book.active.cell(3, 2).data_type == "s"
    assert found[1][3] == datetime.fromisoformat("2026-07-01")
    assert found[2][3] == "1850-01-01"


@pytest.mark.parametrize(("letters", "kept", "end"), [(32_767, 32_767, "x"), (32_768, 32_767, "…")])
def test_a_text_that_no_cell_of_a_spreadsheet_holds_is_cut_and_says_so(letters: int, kept: int, end: str) -> None:
    found = cut("x" * letters)
    assert (len(found), found[-1]) == (kept, end)


def test_figures_can_be_exported_in_every_format_but_geojson() -> None:
    for name in set(FORMATS) - {"geojson"}:
        assert file("_group=yes&_agg=sum(n),avg(amount)", name)


def test_a_file_has_as_many_rows_as_the_table_and_a_page_that_was_asked_for_as_many_as_that() -> None:
    assert file("", "csv").count(b"\r\n") == 6
    assert len(file("_sort=-n&_limit=2&_fields=n", "ndjson").splitlines()) == 2
    assert ready("_limit=2").question.limit == 2


def test_nothing_of_a_spreadsheet_stays_behind() -> None:
    with ZipFile(io.BytesIO(file("", "xlsx"))) as book:
        assert "xl/worksheets/sheet1.xml" in book.namelist()
    assert not list((working_files() / "spill").glob("sheet-*"))


def test_csv_is_made_of_few_rows_at_a_time_and_row_groups_of_parquet_are_not_small() -> None:
    assert FORMATS["csv"].rows_at_a_time < FORMATS["parquet"].rows_at_a_time
