"""Pages are kept for as long as they are true, and never longer."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone

from zenne.core.content.kept import KeptPage
from zenne.core.content.public import announce_change, current_version, per_version

pytestmark = pytest.mark.django_db
NONCE = re.compile(r'nonce="([^"]+)"')


@pytest.fixture(autouse=True)
def own_pages() -> Iterator[None]:
    cache.clear()
    with override_settings(ROOT_URLCONF="zenne.core.content.tests.urls"):
        yield
    cache.clear()


def get(path: str = "/page/", **headers: str) -> HttpResponse:
    answer: Any = Client(headers=headers).get(path)
    return answer  # type: ignore[no-any-return]


def text(response: HttpResponse) -> str:
    """What was answered, without its nonce."""
    return NONCE.sub("", response.content.decode())


def test_a_page_is_made_once_for_all_readers() -> None:
    assert text(get()) == text(get())


def test_a_page_is_made_anew_after_an_edit() -> None:
    before = get()
    announce_change()
    after = get()

    assert text(before) != text(after)
    assert before["ETag"] != after["ETag"]


def test_an_edit_that_is_rolled_back_shows_the_old_page_again() -> None:
    before, version = text(get()), current_version()
    with transaction.atomic():
        announce_change()
        assert text(get()) != before
        transaction.set_rollback(True)

    assert current_version() == version
    assert text(get()) == before


def test_every_version_is_another_one() -> None:
    assert len({announce_change() for _ in range(20)}) == 20


def test_the_nonce_is_new_in_every_answer_and_is_the_one_of_the_policy() -> None:
    nonces = set()
    for _ in range(3):
        response = get()
        [nonce] = NONCE.findall(response.content.decode())
        assert f"'nonce-{nonce}'" in response["Content-Security-Policy"]
        nonces.add(nonce)

    assert len(nonces) == 3


def test_a_browser_that_has_the_page_gets_no_body_and_keeps_its_policy() -> None:
    etag = get()["ETag"]

    response = get("/page/", **{"if-none-match": etag})

    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == etag
    assert "Content-Security-Policy" not in response
    assert response.get("Set-Cookie") is None


def test_a_browser_that_has_the_page_of_before_the_edit_gets_the_new_one() -> None:
    etag = get()["ETag"]
    announce_change()

    assert get("/page/", **{"if-none-match": etag}).status_code == 200


def test_the_browser_asks_each_time() -> None:
    assert get()["Cache-Control"] == get()["Cache-Control"] == "no-cache"


def test_a_page_is_kept_until_the_time_that_it_names() -> None:
    assert text(get("/brief/")) == text(get("/brief/"))
    assert text(get("/over/")) != text(get("/over/"))


def test_the_time_that_is_left_is_never_negative() -> None:
    past = KeptPage(body=b"", headers={}, valid_until=timezone.now() - timedelta(days=1))
    forever = KeptPage(body=b"", headers={}, valid_until=None)

    assert past.seconds_left() == 0
    assert forever.seconds_left() is None


def test_what_differs_for_readers_is_kept_apart() -> None:
    answers = [
        text(get()),
        text(get(**{"hx-request": "true"})),
        text(get("/page/?q=1")),
        text(get("/page/?q=2")),
        text(get(host="localhost")),
    ]

    assert len(set(answers)) == len(answers)
    assert "true" in answers[1]


def test_a_language_that_the_address_does_not_name_is_kept_apart() -> None:
    french, dutch = get(**{"accept-language": "fr"}), get(**{"accept-language": "nl"})

    assert ">fr whole" in text(french)
    assert ">nl whole" in text(dutch)


def test_only_good_answers_to_questions_are_kept() -> None:
    assert text(get("/missing/")) != text(get("/missing/"))
    assert "ETag" not in get("/missing/")
    first: Any = Client().post("/page/")
    second: Any = Client().post("/page/")
    assert text(first) != text(second)


def test_an_address_without_end_is_answered_but_not_kept() -> None:
    path = f"/page/?q={'x' * 400}"

    assert text(get(path)) != text(get(path))


def test_an_answer_is_kept_per_version_and_argument() -> None:
    asked: list[tuple[str, int]] = []

    @per_version
    def answer(version: str, number: int) -> int:
        asked.append((version, number))
        return number

    assert [answer("one", 1), answer("one", 1), answer("one", 2), answer("two", 1)] == [1, 1, 2, 1]
    assert asked == [("one", 1), ("one", 2), ("two", 1)]


def test_answers_of_older_versions_are_let_go() -> None:
    asked: list[str] = []

    @per_version
    def answer(version: str) -> str:
        asked.append(version)
        return version

    for version in ("one", "two", "two", "one", "three", "two", "one"):
        assert answer(version) == version
    assert asked == ["one", "two", "three", "one"]


def test_before_anything_was_loaded_the_version_is_empty() -> None:
    assert current_version() == "empty"
