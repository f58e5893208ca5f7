"""Which values are common, and what is in each column: of what the reader sees, and of nothing else."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from zenne.dataportal.models import Table
from zenne.dataportal.query.coarsening import MAKERS
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import (
    Coarsening,
    Coarser,
    ColumnPolicy,
    Level,
    MandatoryFilter,
    Need,
    RowRule,
    TablePolicy,
)
from zenne.dataportal.rules.protection import FITTING
from zenne.dataportal.storage.folders import table_folder
from zenne.dataportal.tests.builders import a_table

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]  # the rows are in files, read by one engine
TABLE = "/api/v1/datasets/trees/tables/trees"
PAGE = "/en/data/trees/trees/"
OFFICIAL = Need(Level.OFFICIAL)
COLUMNS = [
    ("species", ColumnType.TEXT),
    ("height", ColumnType.NUMBER),
    ("is_old", ColumnType.BOOLEAN),
    ("place", ColumnType.GEOMETRY),
    ("n", ColumnType.INTEGER),
    ("count", ColumnType.INTEGER),
]
ROWS: list[list[Any]] = [
    ["oak", 12.5, True, "POINT(4.35 50.85)", 1, 7],
    ["oak", 3.0, False, None, 1, 7],
    ["elm", None, False, None, 2, 7],
    [None, 3.0, None, None, None, None],
    ["oak", 40.0, True, None, 3, 7],
]


def trees(policy: TablePolicy | None = None) -> Table:
    return a_table(ROWS, COLUMNS, policy=policy)


def rows(**query: Any) -> Any:
    return Client().get(f"{TABLE}/rows", query, headers={"accept-language": "en"}).json()


def facet(name: str, **query: Any) -> list[tuple[Any, int]]:
    return [(each["value"], each["count"]) for each in rows(_facet=name, **query)["facets"][name]]


def statistics() -> dict[str, Any]:
    return {each["name"]: each["statistics"] for each in Client().get(TABLE).json()["columns"]}


def test_the_commonest_values_of_a_column_are_counted_among_the_rows_that_match() -> None:
    trees()
    assert facet("species") == [("oak", 3), ("elm", 1), (None, 1)]
    assert facet("species", **{"height[lt]": "10"}) == [("oak", 1), (None, 1)]
    assert facet("is_old", species="oak") == [(True, 2), (False, 1)]
    assert facet("n") == [(1, 2), (2, 1), (3, 1), (None, 1)]
    assert facet("count", species="beech") == []


def test_facets_do_not_change_the_rows_and_are_said_once() -> None:
    trees()
    first = rows(_facet="species,n", _limit=2)
    assert list(first["facets"]) == ["species", "n"]
    assert first["items"] == rows(_limit=2)["items"]
    assert "_facet" not in first["next"]
    second = Client().get(first["next"].removeprefix("http://testserver")).json()
    assert len(second["items"]) == 2
    assert "facets" not in second


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"_facet": "owner"}, "unknown-column"),
        ({"_facet": "place"}, "no-order"),
        ({"_facet": "species,"}, "empty-name"),
        ({"_facet": "species,species"}, "named-twice"),
        ({"_facet": ",".join("abcdefghijk")}, "too-many-names"),
        ({"_facet": "species", "_group": "n"}, "facets-of-groups"),
        ({"_facet": "species", "_format": "csv"}, "facets-of-a-file"),
    ],
)
def test_what_has_no_facet_is_refused_at_the_parameter(query: dict[str, str], code: str) -> None:
    trees()
    assert (rows(**query)["code"], rows(**query)["field"]) == (code, "_facet")


def test_a_table_says_what_is_in_each_column() -> None:
    trees()
    found = statistics()
    assert found["height"] == {
        "values": 4,
        "distinct": 3,
        "is_exact": True,
        "min": 3.0,
        "max": 40.0,
        "common": [{"value": 3.0, "count": 2}, {"value": 12.5, "count": 1}, {"value": 40.0, "count": 1}],
    }
    assert found["species"]["common"] == [{"value": "oak", "count": 3}, {"value": "elm", "count": 1}]
    assert (found["species"]["min"], found["species"]["distinct"]) == (None, 2)
    assert found["is_old"]["common"][0] == {"value": False, "count": 2}
    assert (found["place"]["values"], found["place"]["distinct"], found["place"]["common"]) == (1, None, [])


def test_statistics_of_a_table_without_rows_say_nothing_wrong() -> None:
    a_table([], COLUMNS)
    assert statistics()["height"] == {
        "values": 0,
        "distinct": 0,
        "is_exact": True,
        "min": None,
        "max": None,
        "common": [],
    }


def test_rows_that_a_reader_does_not_see_are_in_no_figure() -> None:
    trees(TablePolicy(row_rules=(RowRule("is_old", ("true",), OFFICIAL),)))
    assert facet("species") == [("elm", 1), ("oak", 1), (None, 1)]
    assert statistics()["height"]["max"] == 3.0
    assert statistics()["species"]["values"] == 2


def test_coarse_values_are_counted_coarsely_and_hidden_columns_not_at_all() -> None:
    first_letter = ColumnPolicy(OFFICIAL, (Coarser(Coarsening.FIRST_LETTERS, step=1),))
    trees(TablePolicy(columns={"species": first_letter, "height": ColumnPolicy(OFFICIAL)}))
    assert facet("species") == [("o", 3), ("e", 1), (None, 1)]
    assert statistics()["species"]["common"][0] == {"value": "o", "count": 3}
    assert rows(_facet="height")["code"] == "unknown-column"
    assert "height" not in statistics()


def test_a_column_that_can_only_be_read_is_neither_counted_nor_measured() -> None:
    trees(TablePolicy(columns={"species": ColumnPolicy(search=OFFICIAL)}))
    assert rows(_facet="species")["code"] == "only-to-be-read"
    assert statistics()["species"] is None


def test_a_table_that_wants_to_be_asked_tells_nothing_before() -> None:
    trees(TablePolicy(mandatory_filters=(MandatoryFilter(("species",), OFFICIAL),)))
    assert rows(_facet="n")["code"] == "mandatory-filter"
    assert set(statistics().values()) == {None}
    assert facet("n", species="elm") == [(2, 1)]


def test_a_change_of_who_sees_what_holds_for_the_next_figures() -> None:
    trees()
    assert statistics()["height"]["max"] == 40.0
    Table.objects.update(policy=TablePolicy(row_rules=(RowRule("is_old", ("true",), OFFICIAL),)))
    assert statistics()["height"]["max"] == 3.0
    Table.objects.update(policy=TablePolicy())
    assert statistics()["height"]["max"] == 40.0


def test_more_values_than_can_be_counted_are_estimated() -> None:
    a_table([[n] for n in range(9_000)], [("n", ColumnType.INTEGER)])
    found = statistics()["n"]
    assert (found["is_exact"], found["common"], found["max"]) == (False, [], 8_999)
    assert 6_000 < found["distinct"] <= 9_000


def test_texts_that_are_too_long_are_not_said_again() -> None:
    a_table([["x" * 10_000], ["y"]], [("text", ColumnType.TEXT)])
    assert statistics()["text"]["common"] == []


def test_the_page_of_a_table_leads_from_a_value_to_its_rows_without_javascript() -> None:
    trees()
    page = Client().get(PAGE, {"facet": "species"}).content.decode()
    links = [unescape(each) for each in re.findall(r'<a class="utrecht-link" href="(\?[^"]+)" rel="nofollow">', page)]
    assert len(links) == 3
    oaks = Client().get(f"{PAGE}{links[0].removesuffix('#rows')}").content.decode()
    assert oaks.count("<td") >= 3
    assert ">elm</td>" not in oaks
    nameless = Client().get(f"{PAGE}{links[2].removesuffix('#rows')}").content.decode()
    assert ">oak</td>" not in nameless
    assert ">3.0</td>" in nameless


def test_choosing_another_value_takes_the_place_of_the_one_before() -> None:
    trees()
    page = (
        Client().get(PAGE, {"facet": "species", "column": "species", "operator": "eq", "value": "oak"}).content.decode()
    )
    (link,) = re.findall(r'<a class="utrecht-link" href="(\?[^"]+)" rel="nofollow">', page)
    assert link.count("column=species") == 1


def test_the_page_of_a_table_says_what_is_in_its_columns() -> None:
    trees()
    page = Client().get(PAGE).content.decode()
    assert "4 rows have a value." in page
    assert "There are 3 different values." in page
    assert "Most frequent:" in page


@pytest.mark.parametrize("name", ["owner", "place", "\0", "x" * 10_000, "<script>"])
def test_a_facet_that_does_not_exist_is_said_on_the_page(name: str) -> None:
    trees()
    answer = Client().get(PAGE, {"facet": name})
    assert answer.status_code == 422
    assert "<script>" not in answer.content.decode()


def test_the_planner_knows_each_way_to_make_a_value_coarser_that_a_policy_may_name() -> None:
    named = {(how, kind) for how, kinds in FITTING.items() for kind in kinds if how is not Coarsening.PSEUDONYM}
    assert named == set(MAKERS)


def test_facets_are_json_whatever_is_in_the_values() -> None:
    hostile = ['"', "\\", "</script>", "\u2028", "a\r\nb", "=1+1", "🌳"]
    a_table([[each] for each in hostile], [("text", ColumnType.TEXT)])
    found = json.loads(Client().get(f"{TABLE}/rows", {"_facet": "text"}).content)
    assert {each["value"] for each in found["facets"]["text"]} == set(hostile)


def test_a_table_is_described_also_when_its_rows_cannot_be_counted() -> None:
    table = trees()
    assert rows()["items"]
    for path in table_folder(table).glob("*.parquet"):
        path.unlink()
    assert set(statistics().values()) == {None}
