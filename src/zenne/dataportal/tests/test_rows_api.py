"""The rows and the columns of a table in the API."""

import json
import math
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from zenne.core.languages.public import Translated
from zenne.dataportal.models import Dataset, Table
from zenne.dataportal.rules.columns import Code, Column, ColumnType
from zenne.dataportal.rules.manifests import Manifest
from zenne.dataportal.rules.policies import Coarsening, Coarser, ColumnPolicy, Level, Need, RowRule, TablePolicy
from zenne.dataportal.storage.publishing import publish
from zenne.dataportal.tests.builders import a_dataset, a_table, a_version, write_part

pytestmark = pytest.mark.django_db
TABLE = "/api/v1/datasets/trees/tables/trees"
ROWS = f"{TABLE}/rows"
KINDS = (Code("oak", Translated({"en": "Oak", "nl": "Eik"})), Code("elm"))
COLUMNS = [
    Column("kind", ColumnType.TEXT, title=Translated({"en": "Kind", "nl": "Soort"}), codes=KINDS),
    Column("height", ColumnType.INTEGER, unit="m", source="HAUTEUR", note="why"),
    Column("owner", ColumnType.TEXT, refers_to="people.people.name"),
]


@pytest.fixture(autouse=True)
def trees(db: None) -> Table:
    return a_table([["oak", n, f"Ann {n}"] for n in range(30)], COLUMNS)


def get(path: str, **query: Any) -> Any:
    return Client().get(path, query, headers={"accept-language": "en"})


def test_a_page_has_twenty_rows_and_a_link_to_the_next_that_can_be_followed() -> None:
    first = get(ROWS).json()
    assert len(first["items"]) == 20
    second = Client().get(first["next"].removeprefix("http://testserver")).json()
    assert [row["height"] for row in first["items"] + second["items"]] == list(range(30))
    assert second["next"] is None
    assert "count" not in first
    assert get(ROWS, _count="true").json()["count"] == 30


def test_an_unchanged_page_is_not_sent_again() -> None:
    first = get(ROWS)
    again = Client().get(ROWS, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "no-cache"
    assert "Authorization" in first["Vary"]


def test_an_error_names_the_parameter_and_the_columns_in_the_language_of_the_reader() -> None:
    refused = Client().get(ROWS, {"size": "1"}, headers={"accept-language": "en"})
    assert refused.status_code == 422
    assert refused.json()["field"] == "size"
    assert "kind, height, owner" in refused.json()["message"]
    assert [each["key"] for each in refused.json()["suggestions"]] == ["kind", "height", "owner"]


@pytest.mark.parametrize("name", ["csv", "ndjson", "parquet", "arrow", "xlsx"])
def test_a_file_is_streamed_with_its_name_and_not_compressed_on_the_way(name: str) -> None:
    answer: Any = Client().get(ROWS, {"_format": name}, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.streaming
    assert answer["Content-Disposition"] == f'attachment; filename="trees-trees.{name}"'
    assert answer["Content-Encoding"] == "identity"
    assert b"".join(answer.streaming_content)


def test_head_of_a_file_has_its_headers_and_no_body() -> None:
    answer: Any = Client().head(ROWS, {"_format": "csv"})
    assert answer["Content-Type"].startswith("text/csv")
    assert b"".join(answer.streaming_content) == b""


def test_formats_and_sizes_that_do_not_exist_are_refused() -> None:
    assert get(ROWS, _format="pdf").json()["field"] == "_format"
    assert get(ROWS, _format="csv", _count="true").json()["field"] == "_count"
    assert get(ROWS, _limit="10001").json()["code"] == "too-large"
    assert get(ROWS, limit="10001").json()["code"] == "too-large"
    assert get(ROWS, _format="csv", _limit="10001").status_code == 200


def test_too_many_parameters_are_refused_as_everything_else() -> None:
    answer = Client().get(f"{ROWS}?{'&'.join(['a=1'] * 3000)}")
    assert (answer.status_code, answer.json()["code"]) == (400, "too-many-parameters")


def test_a_table_says_what_its_columns_mean_and_nothing_of_the_files_they_came_from() -> None:
    found = get(TABLE, lang="nl").json()
    assert found["rows"] == 30
    assert found["columns"][0]["title"] == {"nl": "Soort"}
    assert found["columns"][0]["codes"] == [{"value": "oak", "label": {"nl": "Eik"}}, {"value": "elm", "label": {}}]
    assert found["columns"][1]["unit"] == "m"
    assert "HAUTEUR" not in json.dumps(found)


def test_a_column_refers_only_to_what_the_reader_may_know_of(trees: Table) -> None:
    people = a_dataset("people", level=Level.OFFICIAL)
    a_table([["Ann"]], [("name", ColumnType.TEXT)], dataset=people, name="people")
    assert get(TABLE).json()["columns"][2]["refers_to"] is None
    Dataset.objects.filter(pk=people.pk).update(level=Level.PUBLIC)
    assert get(TABLE).json()["columns"][2]["refers_to"] == "people.people.name"


def test_a_change_of_who_may_see_a_column_holds_for_the_next_question(trees: Table) -> None:
    assert "owner" in get(ROWS).json()["items"][0]
    coarser = (Coarser(Coarsening.FIRST_LETTERS, step=3),)
    Table.objects.update(policy=TablePolicy(columns={"owner": ColumnPolicy(Need(Level.OFFICIAL), coarser)}))
    assert get(ROWS).json()["items"][0]["owner"] == "Ann"
    assert get(TABLE).json()["columns"][2]["is_exact"] is False
    Table.objects.update(policy=TablePolicy(columns={"owner": ColumnPolicy(Need(Level.OFFICIAL))}))
    assert "owner" not in get(ROWS).json()["items"][0]
    Dataset.objects.update(level=Level.PARTNER)
    assert get(ROWS).status_code == 404
    Dataset.objects.update(level=Level.PUBLIC, retired_at=timezone.now())
    assert get(TABLE).status_code == 404


def test_a_new_version_is_seen_by_the_next_question(trees: Table) -> None:
    assert len(get(ROWS, _limit=100).json()["items"]) == 30
    a_version(trees, [["elm", 1, "Bob"]], trees.versions.get(ended_at=None).schema.definition)
    assert get(ROWS).json()["items"] == [{"kind": "elm", "height": 1, "owner": "Bob"}]


@pytest.mark.parametrize(
    "path", ["nothing/tables/trees", "trees/tables/nothing", "%00/tables/trees", f"{'x' * 9000}/tables/x"]
)
def test_what_is_not_there_is_not_there(path: str) -> None:
    for end in ("", "/rows", "/rows?_format=csv"):
        answer = get(f"/api/v1/datasets/{path}{end}")
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown-table")


def test_rows_that_did_not_fit_are_for_those_who_look_after_the_data() -> None:
    assert get(f"{TABLE}/quarantine").status_code == 401


def test_a_table_of_which_a_reader_sees_no_column_is_not_there() -> None:
    closed = ColumnPolicy(Need(Level.OFFICIAL))
    Table.objects.update(policy=TablePolicy(columns={column.name: closed for column in COLUMNS}))
    for path in (TABLE, ROWS, f"{ROWS}?_format=csv", f"{ROWS}?_agg=count()"):
        assert get(path).status_code == 404


def test_a_table_without_rows_can_be_asked_everything(trees: Table) -> None:
    definition = trees.versions.get(ended_at=None).schema.definition
    publish(trees, definition=definition, manifest=Manifest(), at=timezone.now())
    assert get(ROWS, _count="true", _sort="-height", kind="oak").json() == {"items": [], "next": None, "count": 0}
    assert get(ROWS, _agg="count(),sum(height)").json()["items"] == [{"count()": 0, "sum(height)": None}]
    assert b"".join(get(ROWS, _format="csv").streaming_content) == b'"kind","height","owner"\r\n'
    Table.objects.update(policy=TablePolicy(row_rules=(RowRule("kind", ("oak",), Need(Level.OFFICIAL)),)))
    assert get(ROWS).json()["items"] == []


def test_rows_in_several_files_are_one_table(trees: Table) -> None:
    definition = trees.versions.get(ended_at=None).schema.definition
    parts = tuple(write_part(trees, [["ash", number, None]], definition) for number in (7, 8))
    publish(trees, definition=definition, manifest=Manifest(parts), at=timezone.now())
    assert get(ROWS, _agg="sum(height),count()").json()["items"] == [{"sum(height)": 15, "count()": 2}]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("format", "_format"), ("SORT", "_sort"), ("offset", "_after"), ("select", "_fields"), ("asof", "asOf")],
)
def test_whoever_writes_a_parameter_as_elsewhere_is_told_how_it_is_called_here(name: str, meant: str) -> None:
    refused = get(ROWS, **{name: "1"}).json()
    assert (refused["code"], refused["field"]) == ("unknown-column-or-parameter", name)
    assert f"is called {meant}." in refused["message"]
    assert "kind, height, owner" in refused["message"]


def test_rows_can_be_counted_as_in_sql() -> None:
    assert get(ROWS, _agg="count(*)").json()["items"] == [{"count(*)": 30}]
    assert get(ROWS, _agg="sum(*)").json()["code"] == "unknown-column"


def test_a_figure_that_a_column_does_not_have_is_refused_with_those_that_it_has() -> None:
    refused = get(ROWS, _agg="sum(kind)").json()
    assert refused["code"] == "figure-of-another-type"
    assert "count(), count_distinct(), min(), max()" in refused["message"]


@pytest.mark.parametrize("text", ['{"a":NaN}', "[Infinity]", "[1,-inf]", '{"n":"NaN"}', '["in \\"na"]', "{broken"])
def test_whatever_was_kept_as_json_the_answer_is_json(text: str) -> None:
    columns = [("said", ColumnType.JSON), ("size", ColumnType.NUMBER)]
    a_table([[text, math.inf], [text, math.nan]], columns, dataset=Dataset.objects.get(), name="odd")
    for question in ("", "?_facet=size", "?_agg=max(size),avg(size),sum(size)", "?_format=ndjson"):
        answer = get(f"/api/v1/datasets/trees/tables/odd/rows{question}")
        assert answer.status_code == 200
        body = b"".join(answer.streaming_content).splitlines() if answer.streaming else [answer.content]
        found = [json.loads(each, parse_constant=refuse) for each in body]
    assert [row["size"] for row in found] == [None, None]
    assert get("/api/v1/datasets/trees/tables/odd").json()["columns"]


def refuse(constant: str) -> None:
    raise AssertionError(constant)
