"""The edges of the API: addresses, methods and texts that nobody should send."""

import pytest
from django.test import Client

from tests.api.asking import ask

HOSTILE = [
    "x" * 10_000,
    "\0",
    "\x1b[31m",
    "\u202eabc",
    "'; DROP TABLE catalogue_branch; --",
    "<script>alert(1)<",
    "%",
]


def test_an_address_below_the_api_that_does_not_exist_is_refused_as_json() -> None:
    answer = Client().get("/api/v2/services", headers={"accept-language": "en"})
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_methods_are_refused_as_json(method: str) -> None:
    answer = getattr(Client(), method)("/api/v1/services")
    assert (answer.status_code, answer.json()["code"]) == (405, "method-not-allowed")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_find_things_or_nothing(text: str) -> None:
    assert isinstance(ask("search", q=text)["items"], list)
    assert isinstance(ask("services", q=text)["items"], list)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_not_found(text: str) -> None:
    answer = Client().get(f"/api/v1/services/{text}")
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-service")


def test_search_reads_typing_mistakes_and_pages_through_what_it_finds() -> None:
    first = ask("search", q="pasport", lang="nl", limit=1)
    assert first["items"][0]["key"] == "passport"
    assert first["corrected"]
    assert Client().get(first["next"]).json()["items"] != first["items"]


def test_search_can_be_for_one_kind() -> None:
    assert {hit["kind"] for hit in ask("search", q="haren", kind="branch")["items"]} == {"branch"}


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_the_documentation_is_a_page_in_every_language(language: str) -> None:
    moved = Client().get("/api/v1/docs", {"lang": language})
    assert moved.headers["Location"] == f"/{language}/api/"
    page = Client().get(moved.headers["Location"]).content.decode()
    assert "GET /api/v1/branches/{slug}/open" in page
    assert 'src="http' not in page


def test_an_unknown_language_of_the_documentation_is_the_reader_language() -> None:
    answer = Client().get("/api/v1/docs", {"lang": "<x>"}, headers={"accept-language": "fr"})
    assert answer.headers["Location"] == "/fr/api/"
