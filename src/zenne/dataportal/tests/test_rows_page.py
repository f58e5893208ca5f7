"""The first rows of a table on its page, each reader as they may."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from zenne.dataportal.models import Table
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
from zenne.dataportal.storage.folders import table_folder
from zenne.dataportal.tests.browsers import browser_of
from zenne.dataportal.tests.builders import a_table

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]  # the rows are in files, read by one engine
OFFICIAL = Need(Level.OFFICIAL)
COLUMNS = (
    ("species", ColumnType.TEXT),
    ("height", ColumnType.NUMBER),
    ("is_old", ColumnType.BOOLEAN),
    ("place", ColumnType.GEOMETRY),
)


def trees(policy: TablePolicy | None = None, more: int = 0) -> Table:
    rows: list[Any] = [("oak", 12.5, True, "POINT(4.35 50.85)"), ("elm", None, False, None), ("<b>ash", 3, None, None)]
    return a_table(
        [*rows, *[(f"oak {number:03d}", number, False, None) for number in range(more)]], COLUMNS, policy=policy
    )


def shown(browser: Client | None = None, *, status: int = 200, **query: Any) -> str:
    answer = (browser or Client()).get("/en/data/trees/trees/", query)
    assert answer.status_code == status
    return answer.content.decode()


def first_cells(page: str) -> list[str]:
    rows = re.findall(r'<tr class="utrecht-table__row">\s*(<td .*?)</tr>', page, re.DOTALL)
    return [unescape(re.findall(r"<td[^>]*>(.*?)</td>", row)[0]) for row in rows]


def test_rows_are_shown_as_people_read_them() -> None:
    trees()
    page = shown()
    assert first_cells(page) == ["oak", "elm", "<b>ash"]
    assert "4.35000, 50.85000" in page
    assert ">yes</td>" in page
    assert "<b>ash" not in page


def test_rows_can_be_sorted_and_narrowed_down_without_javascript() -> None:
    trees()
    assert first_cells(shown(sort="height", descending="yes")) == ["oak", "<b>ash", "elm"]
    assert first_cells(shown(column="species", value="e*", operator="like")) == ["elm"]
    assert first_cells(shown(column="height", value="4", operator="gte")) == ["oak"]
    assert "No row matches" in shown(column="species", value="beech", operator="eq")


def test_following_the_pages_shows_every_row_once() -> None:
    trees(more=120)
    path, seen = "/en/data/trees/trees/?sort=species", []
    while path:
        page = Client().get(path).content.decode()
        seen += first_cells(page)
        following = re.search(r'rel="next nofollow" href="([^"#]+)', page)
        path = f"/en/data/trees/trees/{unescape(following[1])}" if following else ""
    assert len(seen) == len(set(seen)) == 123


@pytest.mark.parametrize(
    "query",
    [
        {"sort": "owner"},
        {"sort": "place"},
        {"column": "owner", "value": "Ann", "operator": "eq"},
        {"column": "height", "value": "tall", "operator": "eq"},
        {"column": "species", "value": "x", "operator": "within"},
        {"column": "species", "value": "x", "operator": "<script>"},
        {"after": "forged"},
        {"after": "x" * 10_000},
        {"sort": "x" * 10_000},
        {"column": "\0", "value": "\0", "operator": "eq"},
        {"column": "species; DROP TABLE made", "value": "'", "operator": "eq"},
        {"column": "_agg", "value": "count()", "operator": "eq"},
        {"column": "asOf", "value": "2000-01-01T00:00:00Z", "operator": "eq"},
    ],
)
def test_what_cannot_be_asked_is_said_in_a_sentence(query: dict[str, Any]) -> None:
    trees()
    page = shown(status=422, **query)
    assert 'role="alert"' in page
    assert "<script>" not in page


def test_a_hidden_column_cannot_be_told_from_one_that_never_was() -> None:
    trees(TablePolicy(columns={"height": ColumnPolicy(need=OFFICIAL)}))
    nonce = re.compile(r'nonce="[^"]+"')
    hidden, never = shown(status=422, sort="height"), shown(status=422, sort="weight")
    assert nonce.sub("", hidden) == nonce.sub("", never).replace("weight", "height")
    assert "12.5" not in shown()


def test_hidden_rows_are_not_there_and_coarser_values_are_coarse() -> None:
    first_letter = ColumnPolicy(need=OFFICIAL, coarser=(Coarser(Coarsening.FIRST_LETTERS, step=1),))
    trees(TablePolicy(columns={"species": first_letter}, row_rules=(RowRule("is_old", ("true",), OFFICIAL),)))
    assert sorted(first_cells(shown())) == ["<", "e"]
    assert sorted(first_cells(shown(browser_of("Jonas", role="desk-worker")))) == ["<b>ash", "elm", "oak"]


def test_a_table_that_wants_to_be_asked_says_for_which_columns() -> None:
    trees(TablePolicy(mandatory_filters=(MandatoryFilter(("species",), OFFICIAL),)))
    assert "an exact value for each of these columns: species" in shown()
    assert "/download/" not in shown()
    assert "/download/" not in Client().get("/en/data/trees/").content.decode()
    asked: dict[str, Any] = {"column": "species", "value": "oak", "operator": "eq"}
    assert first_cells(shown(**asked)) == ["oak"]
    assert "/download/?_format=csv&amp;_safe=true&amp;species=oak" in shown(**asked)


def test_an_answer_for_somebody_is_kept_by_no_cache() -> None:
    trees()
    answer = browser_of("Jonas", role="desk-worker").get("/en/data/trees/trees/")
    assert "no-store" in answer.headers["Cache-Control"]


def test_several_conditions_hold_together_and_go_along_to_the_downloads() -> None:
    trees(more=5)
    page = shown(
        column=["species", "height", ""], operator=["like", "gte", "eq"], value=["oak*", "3", ""], sort="height"
    )
    assert first_cells(page) == ["oak 003", "oak 004", "oak"]
    assert "_format=csv&amp;_safe=true&amp;species%5Blike%5D=oak%2A&amp;height%5Bgte%5D=3&amp;_sort=height" in page


def test_rows_that_cannot_be_read_are_told_in_a_sentence() -> None:
    table = trees()
    for path in table_folder(table).glob("*.parquet"):
        path.unlink()
    assert "cannot be read at this moment" in shown(status=503)
