"""What comes too often is refused, in words."""

import json

import pytest
from django.http import HttpRequest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from zenne.core.access.public import Asker, AskerKind
from zenne.core.limits.public import by_asker

pytestmark = pytest.mark.django_db
CITIZEN = Asker(AskerKind.PERSON, "person:5f0c", "Anna")


@pytest.fixture
def form(settings: Settings) -> None:
    settings.ROOT_URLCONF = "zenne.core.limits.tests.urls"


@pytest.mark.usefixtures("form")
def test_a_form_that_is_sent_too_often_is_refused() -> None:
    client = Client()

    assert [client.post("/api/form").status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/api/form").status_code == 200
    assert client.post("/api/form", REMOTE_ADDR="203.0.113.7").status_code == 200


def test_a_page_says_how_long_to_wait_in_the_language_of_the_reader(client: Client) -> None:
    for _ in range(120):
        assert client.post("/nl/services/").status_code != 429

    refused = client.post("/nl/services/")

    assert refused.status_code == 429
    assert 55 <= int(refused["Retry-After"]) <= 64
    assert refused["Cache-Control"] == "no-store"
    assert '<html lang="nl"' in refused.content.decode()
    assert client.get("/nl/services/").status_code == 200


def test_the_api_answers_with_a_problem(client: Client, settings: Settings) -> None:
    settings.API_REQUESTS_PER_MINUTE = 3
    answers = [client.get("/api/v1/topics", headers={"accept-language": "fr"}) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert json.loads(answers[3].content)["code"] == "too-many-requests"
    assert int(answers[3]["Retry-After"]) > 0
    assert answers[3]["Access-Control-Allow-Origin"] == "*"
    assert client.options("/api/v1/topics").status_code == 204


def test_behind_a_proxy_every_visitor_is_counted_apart(client: Client, settings: Settings) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1
    settings.TRUSTED_PROXIES = 1

    def ask(forwarded_for: str) -> int:
        return client.get("/api/v1/topics", headers={"x-forwarded-for": forwarded_for}).status_code

    assert ask("203.0.113.1") == 200
    assert ask("203.0.113.2") == 200
    assert ask("198.51.100.99, 203.0.113.1") == 429
    assert ask("2001:db8:1:2::1") == 200
    assert ask("2001:db8:1:2::ffff") == 429


def test_wrong_keys_are_limited_by_address(client: Client) -> None:
    answers = [client.get("/api/v1/topics", headers={"authorization": f"Bearer no-{n}"}) for n in range(31)]

    assert {answer.status_code for answer in answers[:30]} == {401}
    assert answers[30].status_code == 429
    assert json.loads(answers[30].content)["code"] == "too-many-requests"
    assert client.get("/api/v1/topics").status_code == 200


def test_whoever_is_signed_in_is_counted_by_name_not_by_address() -> None:
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = "203.0.113.1"
    assert by_asker(request) == "address:203.0.113.1"

    request.asker = CITIZEN  # type: ignore[attr-defined]

    assert by_asker(request) == "person:5f0c"


def test_reading_a_page_counts_nothing(
    client: Client, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/en/services/")
    assert not settings.LIMITS_FILE.exists()

    settings.API_REQUESTS_PER_MINUTE = 5
    client.get("/api/v1/topics")
    with django_assert_num_queries(1):  # the content version: the counts are no part of the database
        client.get("/api/v1/topics")
    assert settings.LIMITS_FILE.exists()
