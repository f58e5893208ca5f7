"""What people see of the data, each as they may."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from zenne.core.languages.public import Translated
from zenne.dataportal.models import Dataset
from zenne.dataportal.rules.columns import Code, Column, ColumnType
from zenne.dataportal.rules.policies import (
    Coarsening,
    Coarser,
    ColumnPolicy,
    Level,
    MandatoryFilter,
    Need,
    TablePolicy,
)
from zenne.dataportal.search_sources import index_datasets
from zenne.dataportal.tests.builders import a_dataset, a_filled_dataset, a_table

pytestmark = pytest.mark.django_db
OFFICIAL = Need(Level.OFFICIAL)
ATOM = {"a": "http://www.w3.org/2005/Atom"}
HOSTILE = ["x" * 10_000, "\0", "<script>alert(1)</script>", "' OR 1=1 --", "\u202e", "%ff"]


def page(path: str, **query: Any) -> str:
    answer = Client().get(f"/en/data/{path}", query)
    assert answer.status_code == 200, path
    return answer.content.decode()


def trees(policy: TablePolicy | None = None, **columns: Any) -> Dataset:
    dataset = a_dataset(**columns)
    a_table(
        [("oak", "POINT(4.35 50.85)", "Ann"), ("elm", None, None)],
        [
            Column("species", ColumnType.TEXT, codes=(Code("oak"), Code("elm"))),
            ("place", ColumnType.GEOMETRY),
            ("owner", ColumnType.TEXT),
        ],
        dataset=dataset,
        policy=policy,
    )
    return dataset


def test_an_empty_portal_says_what_comes_next() -> None:
    assert "There are no data sets yet" in page("")


def test_the_list_names_what_everybody_may_know_and_nothing_else() -> None:
    a_filled_dataset("trees")
    a_filled_dataset("cameras", level=Level.OFFICIAL)
    a_filled_dataset("gone", retired_at=timezone.now())
    text = page("")
    assert "1 data set<" in text
    assert "/en/data/trees/" in text
    assert "ameras" not in text
    assert "gone" not in text


def test_a_data_set_into_which_nothing_was_loaded_yet_is_known_to_nobody() -> None:
    a_dataset("trees")
    assert Client().get("/en/data/trees/").status_code == 404
    assert Client().get("/api/v1/datasets/trees").status_code == 404
    assert "/en/data/trees/" not in Client().get("/en/data/").content.decode() + feed().content.decode()
    assert b"trees" not in Client().get("/catalogue.ttl").content


def test_facets_count_what_there_would_be_and_never_what_is_hidden() -> None:
    a_filled_dataset("a", themes=["ENVI"], licence="CC-BY-4.0")
    a_filled_dataset("b", themes=["ENVI", "TRAN"])
    a_filled_dataset("c", themes=["TRAN"])
    a_filled_dataset("d", themes=["HEAL"], level=Level.PARTNER)
    text = page("", licence="CC0-1.0")
    assert "Transport (2)" in text
    assert "Environment (1)" in text
    assert "(CC BY 4.0) (1)" in text
    assert "Health" not in text
    assert "2 data sets" in text


@pytest.mark.parametrize("name", ["theme", "publisher", "format", "licence", "q"])
@pytest.mark.parametrize("value", HOSTILE)
def test_an_unknown_filter_finds_nothing_and_says_how_to_go_on(name: str, value: str) -> None:
    a_filled_dataset()
    text = page("", **{name: value})
    assert "No data set matches" in text
    assert "<script>alert" not in text


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", "9" * 500])
def test_a_page_of_the_list_that_does_not_exist_is_one_that_does(number: str) -> None:
    a_filled_dataset()
    assert "/en/data/trees/" in page("", page=number)


def test_the_list_is_long_and_has_pages_that_keep_the_filters() -> None:
    for number in range(25):
        a_filled_dataset(f"set-{number}", themes=["ENVI"])
    assert "?page=2&amp;theme=ENVI" in page("", theme="ENVI")
    assert "Page 2 of 2" in page("", theme="ENVI", page=2)


def test_a_data_set_shows_its_tables_and_how_to_cite_it() -> None:
    trees(licence="CC-BY-4.0", themes=["ENVI"], frequency="ANNUAL", source=Translated({"en": "Counted by hand."}))
    text = page("trees/")
    for words in ("2 rows", "species", "CC BY 4.0", "Environment", "Every year", "Counted by hand.", "Version of"):
        assert words in text, words


def test_a_search_engine_reads_a_dataset_and_no_text_can_end_the_element() -> None:
    evil = "</script><script>alert(1)</script>"
    trees(title=Translated({"en": evil}))
    text = page("trees/")
    assert "<script>alert" not in text
    found = re.search(r'<script type="application/ld\+json" nonce="[^"]+">(.*?)</script>', text, re.DOTALL)
    assert found
    data = json.loads(found[1])
    assert (data["@type"], data["name"]) == ("Dataset", evil)
    assert "parquet" in json.dumps(data["distribution"])


def test_a_text_in_another_language_says_so_and_none_at_all_is_the_name() -> None:
    a_filled_dataset(title=Translated({"fr": "Arbres"}))
    assert '<span lang="fr">Arbres</span>' in page("trees/")
    a_filled_dataset("bare", title=Translated())
    assert "bare</h1>" in page("bare/")
    assert ">bare</a>" in page("")


@pytest.mark.parametrize("slug", ["cameras", "police", "gone", "never-was", "x" * 10_000])
def test_hidden_retired_and_unknown_data_sets_are_not_found(slug: str) -> None:
    a_filled_dataset("cameras", level=Level.OFFICIAL)
    a_filled_dataset("police", scope="police")
    a_filled_dataset("gone", retired_at=timezone.now())
    assert Client().get(f"/en/data/{slug}/").status_code == 404
    assert Client().get(f"/en/data/{slug}/rows/").status_code == 404


def test_a_closed_data_set_that_is_listed_shows_the_reason_and_no_table() -> None:
    trees(level=Level.PARTNER, is_listed=True, reason=Translated({"en": "Trees are stolen."}))
    text = page("trees/")
    assert "Trees are stolen." in text
    assert "species" not in text
    assert Client().get("/en/data/trees/trees/").status_code == 404


def test_a_protected_column_is_nowhere_on_the_pages() -> None:
    trees(TablePolicy(columns={"owner": ColumnPolicy(need=OFFICIAL)}, reason=Translated({"en": "It names people."})))
    for path in ("trees/", "trees/trees/"):
        text = page(path)
        assert "owner" not in text
        assert "It names people." in text


def test_a_coarser_column_says_how_and_keeps_its_exact_values_to_itself() -> None:
    coarse = ColumnPolicy(need=OFFICIAL, coarser=(Coarser(Coarsening.FIRST_LETTERS, step=1),), search=OFFICIAL)
    trees(TablePolicy(columns={"species": coarse}))
    text = page("trees/trees/")
    assert "only the first letters" in text
    assert "can be read, but not searched" in text
    assert "possible values" not in text


def test_the_number_of_rows_is_not_told_where_not_all_may_be_read() -> None:
    trees(TablePolicy(mandatory_filters=(MandatoryFilter(("species",), OFFICIAL),)))
    assert "2 rows" not in page("trees/trees/")


def test_similar_data_sets_share_words_and_are_never_hidden_ones() -> None:
    a_filled_dataset("trees", keywords={"en": ["green"]}, themes=["ENVI"])
    a_filled_dataset("parks", keywords={"en": ["Green"]})
    a_filled_dataset("air", themes=["ENVI"])
    a_filled_dataset("roads", keywords={"en": ["asphalt"]}, publisher=None)
    a_filled_dataset("gardens", keywords={"en": ["green"]}, level=Level.OFFICIAL)
    text = page("trees/")
    assert text.index("/en/data/parks/") < text.index("/en/data/air/")
    assert "roads" not in text
    assert "gardens" not in text


def test_data_sets_are_found_by_the_common_search() -> None:
    trees(title=Translated({"en": "Urban trees"}), keywords={"en": ["timber"]})
    a_filled_dataset("secret-trees", level=Level.OFFICIAL, title=Translated({"en": "Secret trees"}))
    index_datasets()
    text = Client().get("/en/search/", {"q": "timber"}).content.decode()
    assert 'href="/en/data/trees/"' in text
    assert "secret-trees" not in Client().get("/en/search/", {"q": "secret trees"}).content.decode()


def feed(**headers: str) -> Any:
    return Client().get("/nl/data/feed.atom", headers=headers)


def test_the_feed_tells_of_new_data_sets_and_versions_that_everybody_may_see() -> None:
    dataset = trees()
    a_filled_dataset("cameras", level=Level.OFFICIAL)
    a_table([("a",)], [("b", ColumnType.TEXT)], dataset=dataset, name="hidden", policy=TablePolicy(need=OFFICIAL))
    answer = feed()
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)  # noqa: S314 - written by ourselves
    keys = [entry.findtext("a:id", namespaces=ATOM) or "" for entry in root.findall("a:entry", ATOM)]
    assert len(keys) == len(set(keys)) == 2
    assert any(key.endswith("/data/trees/trees/#version-1") for key in keys)
    assert not any("hidden" in key or "cameras" in key for key in keys)


def test_the_feed_is_there_as_rss_too_with_the_same_entries() -> None:
    dataset = trees()
    a_filled_dataset("cameras", level=Level.OFFICIAL)
    answer = Client().get("/nl/data/feed.rss")
    assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    channel = ElementTree.fromstring(answer.content).find("channel")  # noqa: S314 - written by ourselves
    assert channel is not None
    assert (channel.findtext("language"), channel.findtext("link")) == ("nl", f"{settings.BASE_URL}/nl/data/")
    items = channel.findall("item")
    atom = ElementTree.fromstring(feed().content)  # noqa: S314 - written by ourselves
    assert [each.findtext("guid") for each in items] == [
        each.findtext("a:id", namespaces=ATOM) for each in atom.findall("a:entry", ATOM)
    ]
    assert {each.find("guid").get("isPermaLink") for each in items} == {"false"}  # type: ignore[union-attr]
    etag = answer.headers["ETag"]
    assert Client().get("/nl/data/feed.rss", headers={"if-none-match": etag}).status_code == 304
    dataset.title = Translated({"nl": "<b>&]]>"})
    dataset.save()
    assert "<b>&]]>" not in Client().get("/nl/data/feed.rss").content.decode()
    page = Client().get("/nl/data/").content.decode()
    assert 'type="application/rss+xml"' in page


def test_a_feed_reader_who_has_it_already_is_spared_it_until_something_is_new() -> None:
    dataset = trees()
    first = feed()
    assert feed(**{"if-none-match": first.headers["ETag"]}).status_code == 304
    a_table([("a",)], [("b", ColumnType.TEXT)], dataset=dataset, name="more")
    assert feed(**{"if-none-match": first.headers["ETag"]}).status_code == 200


def test_the_feed_tells_that_something_else_is_said_of_a_data_set() -> None:
    trees()
    a_filled_dataset("cameras", level=Level.OFFICIAL)
    Dataset.objects.update(described_at=timezone.now())
    text = feed().content.decode()
    assert (text.count("#described-"), text.count("/data/trees/#described-")) == (1, 1)


def test_markup_in_titles_stays_text_in_the_feed() -> None:
    a_filled_dataset(title=Translated({"nl": "<b>&]]>"}))
    root = ElementTree.fromstring(feed().content)  # noqa: S314 - written by ourselves
    assert root.findtext("a:entry/a:title", namespaces=ATOM) == "<b>&]]>: kinds"
