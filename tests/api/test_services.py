from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.api.asking import ask, refuse
from zenne.core.content.public import announce_change


def all_items(path: str, **query: Any) -> list[Any]:
    """The items of all pages, by following ``next``."""
    items, address = [], None
    answer = ask(path, **query)
    while True:
        items += answer["items"]
        address = answer["next"]
        if address is None:
            return items
        answer = Client().get(address).json()


def test_following_next_gives_every_service_once() -> None:
    slugs = [item["slug"] for item in all_items("services", limit=7)]
    assert len(slugs) == len(set(slugs)) >= 60
    assert slugs == [item["slug"] for item in ask("services", limit=100)["items"]]


def test_next_keeps_the_filters() -> None:
    items = all_items("services", limit=2, topic="identity", lang="nl")
    assert {item["topic"] for item in items} == {"identity"}
    assert {language for item in items for language in item["name"]} == {"nl"}


@pytest.mark.parametrize(
    ("name", "value", "field", "is_list"),
    [
        ("topic", "mobility", "topic", False),
        ("life_event", "moving", "life_events", True),
        ("channel", "online", "channels", True),
        ("audience", "businesses", "audience", True),
    ],
)
def test_a_filter_keeps_only_what_it_names(name: str, value: str, field: str, is_list: bool) -> None:
    everything, kept = ask("services", limit=100)["items"], ask("services", limit=100, **{name: value})["items"]
    assert kept == [item for item in everything if (value in item[field] if is_list else item[field] == value)]
    assert 0 < len(kept) < len(everything)


def test_words_find_services_in_every_language_best_first() -> None:
    assert ask("services", q="reispas")["items"][0]["slug"] == "passport"
    assert ask("services", q="verhuizen", lang="nl")["items"][0]["slug"] == "change-of-address"
    assert ask("services", q="")["items"] == []


def test_texts_come_in_all_languages_or_in_one() -> None:
    assert set(ask("services/passport")["name"]) == {"nl", "fr", "en", "de"}
    assert ask("services/passport", lang="fr")["name"] == {"fr": "Passeport"}


def test_a_missing_translation_says_which_language_it_is_in() -> None:
    untranslated = next(item for item in ask("services", limit=100)["items"] if "de" not in item["name"])
    assert list(ask(f"services/{untranslated['slug']}", lang="de")["name"]) == ["nl"]


def test_a_service_says_what_people_ask() -> None:
    service = ask("services/passport", lang="en")
    assert service["costs"][0]["price"] == {"amount": "75.00", "currency": "EUR"}
    assert service["processing_time"] == "P5D"
    assert service["channels"] == [
        {
            "kind": "counter",
            "note": service["channels"][0]["note"],
            "url": None,
            "appointment": "required",
            "minutes": 15,
            "hours": None,
        }
    ]
    assert "centre" in [place["branch"] for place in service["branches"]]
    assert service["page"].endswith("/services/passport/")


def test_an_unknown_service_gets_suggestions_in_the_reader_language() -> None:
    status, problem = refuse("services/pasport", language="nl")
    assert (status, problem["code"], problem["field"]) == (404, "unknown-service", "slug")
    assert {"key": "passport", "name": "Paspoort"} in problem["suggestions"]


@pytest.mark.parametrize(("name", "code"), [("topic", "unknown-topic"), ("life_event", "unknown-life-event")])
def test_an_unknown_key_gets_all_that_are_known(name: str, code: str) -> None:
    status, problem = refuse("services", **{name: "nothing"})
    assert (status, problem["code"], problem["field"]) == (404, code, name)
    assert len(problem["suggestions"]) >= 8


def test_an_unknown_language_is_told_the_languages() -> None:
    status, problem = refuse("services", lang="xx")
    assert (status, problem["code"], problem["field"]) == (422, "unknown-language", "lang")
    assert "de, en, fr, nl" in problem["message"]


def test_a_wrong_choice_is_told_the_choices() -> None:
    status, problem = refuse("services", channel="pigeon", language="en")
    assert (status, problem["field"], problem["others"]) == (422, "channel", [])
    assert problem["message"] == "This must be one of: 'online', 'counter', 'post' or 'phone'."


def test_every_mistake_is_named() -> None:
    status, problem = refuse("services", limit=0, offset="many")
    assert status == 422
    assert (problem["field"], problem["message"]) == ("limit", "This must be 1 or more.")
    assert [(other["field"], other["code"]) for other in problem["others"]] == [("offset", "not-a-number")]


def test_lists_and_items_are_answered_once_a_content_version() -> None:
    for path in ("services?limit=3", "services/passport", "branches/centre", "topics"):
        first = Client().get(f"/api/v1/{path}")
        again = Client().get(f"/api/v1/{path}", headers={"if-none-match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["Access-Control-Allow-Origin"] == "*"


def test_nothing_is_stale_after_an_edit() -> None:
    before = Client().get("/api/v1/services/passport").headers["ETag"]
    announce_change()
    assert Client().get("/api/v1/services/passport", headers={"if-none-match": before}).status_code == 200


def queries_of(path: str) -> int:
    announce_change()
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("path", ["/api/v1/services", "/api/v1/branches", "/api/v1/topics"])
def test_a_long_list_takes_no_more_queries_than_a_short_one(path: str) -> None:
    assert queries_of(f"{path}?limit=1") == queries_of(f"{path}?limit=100") <= 6


def test_a_list_that_was_read_before_takes_one_query() -> None:
    Client().get("/api/v1/services")
    with CaptureQueriesContext(connection) as queries:
        Client().get("/api/v1/services?limit=100&topic=identity")
    assert len(queries) == 1
