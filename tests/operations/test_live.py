"""Waiting rooms live: the real live server beside the real web server."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operations.live import eventually, listen, live_site, post

pytestmark = [pytest.mark.slow, pytest.mark.any_database]


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    with live_site(tmp_path_factory.mktemp("live")) as found:
        yield found


def stream(live: str, branch: str = "centre") -> str:
    return f"{live}/api/v1/branches/{branch}/queue/stream"


def test_all_who_listen_hear_a_change_and_whoever_comes_hears_how_it_is(addresses: tuple[str, str]) -> None:
    site, live = addresses
    early = [listen(stream(live)) for _ in range(5)]
    assert eventually(lambda: all(each.rooms for each in early))
    before = early[0].rooms[0]["waiting"]

    post(f"{site}/api/v1/branches/centre/tickets", service="birth-certificate")

    assert eventually(lambda: all(each.rooms[-1]["waiting"] == before + 1 for each in early))
    late = listen(stream(live))
    assert eventually(lambda: late.rooms and late.rooms[0]["waiting"] == before + 1)


def test_another_branch_hears_nothing_of_it(addresses: tuple[str, str]) -> None:
    site, live = addresses
    elsewhere, here = listen(stream(live, "laeken")), listen(stream(live))
    assert eventually(lambda: elsewhere.rooms and here.rooms)

    post(f"{site}/api/v1/branches/centre/tickets", service="birth-certificate")

    assert eventually(lambda: len(here.rooms) == 2)
    assert len(elsewhere.rooms) == 1


def test_whoever_comes_back_and_missed_nothing_hears_nothing_twice(addresses: tuple[str, str]) -> None:
    site, live = addresses
    first = listen(stream(live))
    assert eventually(lambda: first.ids)
    again = listen(stream(live), last=first.ids[-1])

    post(f"{site}/api/v1/branches/centre/tickets", service="birth-certificate")

    assert eventually(lambda: again.rooms)
    assert again.ids[0] != first.ids[0]


def test_the_web_server_leads_to_the_stream_and_is_not_held_by_listeners(addresses: tuple[str, str]) -> None:
    site, _live = addresses
    heard = [listen(stream(site)) for _ in range(12)]
    assert eventually(lambda: all(each.rooms for each in heard))
    with urllib.request.urlopen(f"{site}/healthz", timeout=10) as answer:
        assert answer.status == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/branches/atlantis/queue/stream", 404),
        ("/api/v1/branches/..%2f/queue/stream", 404),
        ("/", 404),
    ],
)
def test_what_is_no_stream_is_not_found(addresses: tuple[str, str], path: str, status: int) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(addresses[1] + path, timeout=20)
    refused.value.close()
    assert refused.value.code == status


def test_the_end_of_the_server_ends_the_streams(tmp_path: Path) -> None:
    with live_site(tmp_path) as (_site, live):
        heard = listen(stream(live))
        assert eventually(lambda: heard.rooms)
    assert heard.has_ended.wait(20)
