"""Data sets in the API: each asker finds what they may know of."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.api.asking import ask, refuse
from zenne.core.languages.public import Translated
from zenne.dataportal.models import Dataset
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import ColumnPolicy, Level, Need, RowRule, TablePolicy
from zenne.dataportal.search_sources import index_datasets
from zenne.dataportal.tests.builders import a_dataset, a_filled_dataset, a_table

OFFICIAL = Need(Level.OFFICIAL)


@pytest.fixture(autouse=True)
def only_what_a_test_makes(database: None) -> None:
    Dataset.objects.update(retired_at=timezone.now())
    index_datasets()


def slugs(**query: Any) -> list[str]:
    return [item["dataset"] for item in ask("datasets", **query)["items"]]


def test_the_list_has_what_everybody_may_know_the_newest_first() -> None:
    now = timezone.now()
    a_filled_dataset("old", created_at=now.replace(year=2020))
    a_filled_dataset("newest", created_at=now)
    a_filled_dataset("secret", level=Level.OFFICIAL)
    a_filled_dataset("gone", retired_at=now)
    answer = ask("datasets")
    assert [item["dataset"] for item in answer["items"]] == ["newest", "old"]
    assert answer["total"] == 2


def test_a_closed_data_set_that_is_listed_says_why_and_nothing_more() -> None:
    reason = Translated({"en": "It shows cameras.", "nl": "Ze toont camera's."})
    closed = a_dataset("cameras", level=Level.PARTNER, is_listed=True, reason=reason)
    a_table([("Grote Markt",)], [("street", ColumnType.TEXT)], dataset=closed, name="places")
    answer = ask("datasets/cameras", lang="nl")
    assert (answer["access"], answer["may_read"]) == ("partner", False)
    assert answer["reason"] == {"nl": "Ze toont camera's."}
    assert answer["tables"] == []
    assert "street" not in json.dumps(answer)


def test_a_data_set_says_what_it_is_about() -> None:
    period = {"begins_on": date(2020, 1, 1), "ends_on": date(2025, 12, 31)}
    a_filled_dataset("trees", **period, bbox=[4.3, 50.8, 4.45, 50.9], landing_page="https://trees.example.org/")
    answer = ask("datasets/trees")
    assert (answer["begins_on"], answer["ends_on"]) == ("2020-01-01", "2025-12-31")
    assert (answer["bbox"], answer["landing_page"]) == ([4.3, 50.8, 4.45, 50.9], "https://trees.example.org/")


def test_filters_all_hold_and_paging_follows_them() -> None:
    for number in range(5):
        a_filled_dataset(f"air-{number}", themes=["ENVI"], title=Translated({"en": f"Air {number}"}))
    a_filled_dataset("roads", themes=["TRAN"])
    index_datasets()
    assert sorted(slugs(theme="ENVI", publisher="city", q="air")) == [f"air-{number}" for number in range(5)]
    assert slugs(theme="TRAN", q="air") == []
    assert slugs(publisher="nobody") == []
    first = ask("datasets", theme="ENVI", limit=2)
    seen = [item["dataset"] for item in first["items"]]
    while first["next"]:
        first = Client().get(first["next"]).json()
        seen += [item["dataset"] for item in first["items"]]
    assert len(seen) == len(set(seen)) == 5


def test_an_unknown_theme_is_refused_with_those_that_exist() -> None:
    status, problem = refuse("datasets", theme="NOTHING")
    assert (status, problem["code"], problem["field"]) == (404, "unknown-theme", "theme")
    assert {"key": "TRAN", "name": "Transport"} in problem["suggestions"]


def test_a_table_has_only_the_columns_the_formats_and_the_number_that_the_reader_may_know() -> None:
    policy = TablePolicy(
        columns={"place": ColumnPolicy(need=OFFICIAL)},
        row_rules=(RowRule("species", ("oak",), OFFICIAL),),
        reason=Translated({"en": "Rare trees are stolen."}),
    )
    a_table(
        [("oak", "POINT(4 50)"), ("elm", None)],
        [("species", ColumnType.TEXT), ("place", ColumnType.GEOMETRY)],
        policy=policy,
    )
    [table] = ask("datasets/trees")["tables"]
    assert table["columns"] == ["species"]
    assert table["rows"] is None
    assert table["reason"] == {"en": "Rare trees are stolen."}
    assert "geojson" not in [file["format"] for file in table["files"]]


def test_a_hidden_table_does_not_exist() -> None:
    a_table([("oak",)], [("species", ColumnType.TEXT)], policy=TablePolicy(need=OFFICIAL))
    assert ask("datasets/trees")["tables"] == []


def test_a_hidden_name_is_answered_like_one_that_never_was() -> None:
    a_filled_dataset("cameras-of-police", level=Level.OFFICIAL)
    a_filled_dataset("cameras-of-traffic")
    hidden = Client().get("/api/v1/datasets/cameras-of-police")
    never = Client().get("/api/v1/datasets/cameras-of-palace")
    assert (hidden.status_code, hidden.content) == (never.status_code, never.content)
    assert hidden.json()["suggestions"] == [{"key": "cameras-of-traffic", "name": "Cameras-of-traffic"}]


def test_a_hidden_change_changes_neither_the_answer_nor_its_mark() -> None:
    table = a_table([("oak",)], [("species", ColumnType.TEXT)])
    first = Client().get("/api/v1/datasets/trees")
    a_table(
        [("oak",)],
        [("owner", ColumnType.TEXT)],
        dataset=table.dataset,
        name="owners",
        policy=TablePolicy(need=OFFICIAL),
    )
    again = Client().get("/api/v1/datasets/trees", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["x" * 10_000, "\0", "<script>", "%25", "né", "-", "' OR 1=1 --"])
def test_hostile_names_are_not_found(name: str) -> None:
    answer = Client().get(f"/api/v1/datasets/{name}", headers={"accept-language": "en"})
    assert answer.status_code == 404
    assert answer.json()["code"] in {"unknown-dataset", "not-found"}


def test_texts_come_in_the_reader_language_or_the_first_that_there_is() -> None:
    a_filled_dataset(title=Translated({"fr": "Arbres"}))
    assert ask("datasets/trees", lang="de")["title"] == {"fr": "Arbres"}
