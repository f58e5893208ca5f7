"""What a program gets when something goes wrong on our side: a refusal like all others, which tells nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, RequestFactory

from zenne.web.errors import server_error

SECRET = "a-secret-of-the-program"
PLACES = {
    "topics": "zenne.catalogue.rest.lists.topics",
    "services": "zenne.catalogue.rest.services.services_by_slug",
    "datasets": "zenne.dataportal.rest.datasets.datasets_for",
}
SENTENCES = {
    "nl": "Er ging iets mis bij ons.",
    "fr": "Une erreur s’est produite de notre côté.",
    "en": "Something went wrong on our side.",
}


def breaking(*given: Any, **named: Any) -> Any:
    raise LookupError(SECRET)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda path: monkeypatch.setattr(PLACES[path], breaking)


def ask_broken(path: str, method: str = "get", **headers: str) -> Any:
    return getattr(Client(raise_request_exception=False), method)(f"/api/v1/{path}", headers=headers)


@pytest.mark.parametrize("path", PLACES)
def test_an_unexpected_error_is_a_refusal_without_details_and_is_logged(
    path: str, broken: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    broken(path)
    answer = ask_broken(path, accept_language="en", accept="text/html")
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "application/json")
    assert answer.json() == {
        "code": "server-error",
        "message": "Something went wrong on our side. We have noted it. Please try again in a few minutes.",
        "field": None,
        "suggestions": [],
        "others": [],
    }
    (logged,) = [each for each in caplog.records if each.name == "django.request"]
    assert logged.levelname == "ERROR"
    assert logged.exc_info
    assert logged.exc_info[0] is LookupError


@pytest.mark.parametrize("language", SENTENCES)
def test_it_is_in_the_language_of_the_reader(language: str, broken: Callable[[str], None]) -> None:
    broken("datasets")
    assert ask_broken("datasets", accept_language=language).json()["message"].startswith(SENTENCES[language])


def test_it_has_the_headers_of_every_other_answer(broken: Callable[[str], None]) -> None:
    good = Client().get("/api/v1/topics").headers
    broken("datasets")
    bad = ask_broken("datasets").headers
    for name in set(good) - {"Content-Encoding", "Content-Length", "Content-Type", "ETag", "Cache-Control", "Vary"}:
        assert bad.get(name) == good[name], name
    assert {"Content-Security-Policy", "X-Content-Type-Options", "Access-Control-Allow-Origin"} <= set(bad)
    assert ask_broken("datasets", "head").content == b""


def test_it_needs_no_language_of_the_request_to_be_found_before() -> None:
    answer = server_error(RequestFactory().get("/api/v1/x", headers={"accept-language": "fr"}))
    assert SENTENCES["fr"] in answer.content.decode()


def test_a_body_that_is_too_large_is_refused_as_json() -> None:
    answer = Client().post("/api/v1/bookings", "x" * 3_000_000, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")


def test_pages_outside_the_api_still_get_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zenne.dataportal.views.pages.datasets_for", breaking)
    answer = Client(raise_request_exception=False).get("/en/data/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "text/html; charset=utf-8")
