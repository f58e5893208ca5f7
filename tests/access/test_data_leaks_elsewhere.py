"""Beside the rows themselves, too: lists, catalogue, feeds, search, pages and files tell of nothing that is hidden."""

import random
import re
from datetime import timedelta
from typing import Any, Final

import pytest
from django.urls import URLPattern, resolve
from django.utils import timezone

from tests.access.data_worlds import READERS, Worlds, worlds_of
from zenne.dataportal import export_urls, urls

pytestmark = pytest.mark.django_db
WORDS: Final = ["forest", "treasure", "woods", "vault", "salary", "bos", "trees", "xyzzy"]
API: Final = [
    "/api/v1/datasets",
    "/api/v1/datasets/woods",
    "/api/v1/datasets/vault",
    "/api/v1/datasets/vaults",
    "/api/v1/datasets/woods/tables/trees",
    "/api/v1/datasets/woods/tables/register",
    "/api/v1/datasets/woods/tables/cellar",
    "/api/v1/datasets/woods/tables/trees/rows",
    "/api/v1/datasets/woods/tables/trees/quarantine",
    "/api/v1/datasets/woods/tables/cellar/quarantine",
    "/api/v1/search",
]
FILES: Final = [
    *[f"/catalogue.{form}" for form in ("ttl", "jsonld", "rdf")],
    *[f"/data/{slug}.{form}" for slug in ("woods", "vault") for form in ("ttl", "jsonld", "rdf")],
    "/data/vault",
    "/data/",
]
PAGES: Final = [
    "/en/data/",
    "/nl/data/",
    "/en/data/feed.atom",
    "/en/data/feed.rss",
    "/en/data/woods/",
    "/en/data/parks/",
    "/en/data/vault/",
    "/en/data/woods/trees/",
    "/en/data/woods/register/",
    "/en/data/woods/cellar/",
    "/en/data/vault/gold/",
    "/en/data/woods/trees/download/",
    "/en/data/woods/cellar/download/",
    "/en/search/",
]
CHANCE: Final = re.compile(rb'nonce="[^"]+"|after=[^"#&]+|name="csrfmiddlewaretoken" value="[^"]+"')
VARYING: Final = frozenset({"Date", "Server-Timing", "Content-Security-Policy", "Set-Cookie"})


def questions(path: str, chance: random.Random) -> list[list[tuple[str, str]]]:
    """The address alone, and with parameters that it may know."""
    word = chance.choice(WORDS)
    if path.endswith("/download/"):
        return [[("_format", chance.choice(["csv", "ndjson"]))], [("_format", "csv"), ("salary[gt]", "1")]]
    if path.endswith("/quarantine"):
        return [[], [("after", "1")]]
    if path.endswith(("/rows", "/trees", "/register")):
        return [[("_count", "true")] if path.endswith("/rows") else [], [("asOf", between())]]
    if path.endswith(("/search", "/search/")):
        return [[("q", each)] for each in ("forest", "treasure", "vault")]
    if path.endswith(("/data/", "/datasets")):
        return [[], [("q", word)], [("theme", "ENVI")], [("publisher", "city"), ("q", "forest")], [("page", "2")]]
    return [[]]


def between() -> str:
    """A moment before the version of one world was published, and after that of the other."""
    return timezone.localtime(timezone.now() - timedelta(days=3)).replace(hour=11, minute=30).isoformat()


def seen(worlds: Worlds, answer: Any, asked: list[tuple[str, str]]) -> tuple[Any, ...]:
    """What came back, without what is by chance; no secret may be in it."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    body = CHANCE.sub(b"", body)
    said = " ".join(value for _, value in asked)
    assert answer.status_code in {200, 302, 303, 401, 403, 404, 422}, answer.status_code
    found = [secret for secret in worlds.secrets if secret.encode() in body and secret not in said]
    assert not found, (worlds.name, answer.request["PATH_INFO"], asked, found)
    headers = {name: value for name, value in answer.headers.items() if name not in VARYING}
    return answer.status_code, headers, body


@pytest.mark.parametrize("name", list(READERS))
def test_no_list_catalogue_feed_search_page_or_file_differs_between_two_worlds(name: str) -> None:
    worlds, chance = worlds_of(name, seed=17), random.Random(17)  # noqa: S311 - repeatable, not secret
    asked = [(path, each) for path in [*API, *FILES, *PAGES] for each in questions(path, chance)]
    answers = []
    for state in (0, 1):
        worlds.put(state)
        answers.append([seen(worlds, way(worlds, path)(path, each), each) for path, each in asked])
    for question, first, second in zip(asked, *answers, strict=True):
        assert first == second, (name, question)


def way(worlds: Worlds, path: str) -> Any:
    return worlds.ask if path.startswith("/api/") else worlds.look


def test_every_address_at_which_data_is_read_is_asked() -> None:
    asked = {resolve(path).view_name for path in [*API, *FILES, *PAGES] if not path.startswith("/nl/")}
    names = {f"dataportal:{each.name}" for each in urls.urlpatterns}
    names |= {each.name for each in export_urls.urlpatterns if isinstance(each, URLPattern) and each.name}
    operations = ("list_datasets", "get_dataset", "get_table", "list_rows", "list_quarantine", "find")
    assert names | {f"api-v1:{name}" for name in operations} <= asked
