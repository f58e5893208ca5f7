"""The cookies of a site behind a proxy that speaks https, from a real server."""

import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest

from tests.operations.serving import Answer, Served, serving

pytestmark = pytest.mark.any_database


@pytest.fixture(scope="module")
def behind_proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("https")
    with serving(folder, ZENNE_BASE_URL="https://127.0.0.1", ZENNE_BEHIND_PROXY="true") as server:
        yield server


def cookies_of(answer: Answer) -> SimpleCookie:
    """What an answer sets; the form of each is as browsers read it."""
    found = SimpleCookie()
    for line in answer.headers.get_all("Set-Cookie", []):
        found.load(line)
    return found


def ask_for_link(served: Served, *, origin: str, **headers: str) -> tuple[SimpleCookie, SimpleCookie]:
    """Open the page for signing in and ask for a link there: the cookies of both answers."""
    page = served.ask("/en/sign-in/", **headers)
    first = cookies_of(page)
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page.body)
    assert token
    sent = served.ask(
        "/en/sign-in/link/",
        method="POST",
        body=urlencode({"csrfmiddlewaretoken": token[1].decode(), "email": "ada@example.org"}),
        Content_Type="application/x-www-form-urlencoded",
        Cookie="; ".join(f"{name}={morsel.value}" for name, morsel in first.items()),
        Origin=origin,
        **headers,
    )
    assert sent.status == 302
    return first, cookies_of(sent)


def test_over_https_no_other_host_and_no_plain_connection_can_set_or_read_them(behind_proxy: Served) -> None:
    host = f"127.0.0.1:{behind_proxy.port}"
    first, second = ask_for_link(behind_proxy, origin=f"https://{host}", X_Forwarded_Proto="https", Host=host)

    assert set(first) == {"__Host-csrf"}
    assert "__Host-session" in second
    assert {*first, *second} == {"__Host-csrf", "__Host-session"}
    for morsel in (*first.values(), *second.values()):
        assert (morsel["path"], morsel["domain"], morsel["samesite"]) == ("/", "", "Lax")
        assert morsel["secure"]
        assert morsel["httponly"]


def test_a_trial_without_https_has_cookies_that_work_there(served: Served) -> None:
    first, second = ask_for_link(served, origin=f"http://127.0.0.1:{served.port}")

    assert {*first, *second} == {"csrf", "session"}
    assert all(morsel["httponly"] and not morsel["secure"] for morsel in (*first.values(), *second.values()))
