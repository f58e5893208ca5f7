"""A file is fetched from the open internet only, whole or not at all, and never more than allowed."""

import socket
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from zenne.dataportal.ingest import fetching
from zenne.dataportal.ingest.fetching import Known, checked_url, fetch
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.wording import PROBLEMS, problem_text
from zenne.dataportal.tests.servers import TREES, FileHost, file_host


@pytest.fixture
def inside(settings: Any) -> None:
    """The servers of these tests are on this machine."""
    settings.FETCH_INSIDE = True


def refused(url: str, folder: Path, **more: Any) -> str:
    """The code with which an address is refused; nothing of its file is left, and there are words for it."""
    with pytest.raises(CannotLoad) as caught:
        fetch(url, folder / "file", **more)
    assert not (folder / "file").exists()
    assert caught.value.code in PROBLEMS
    assert "%(" not in problem_text(caught.value.code, caught.value.details)
    return caught.value.code


@pytest.mark.usefixtures("inside")
def test_a_file_comes_with_what_the_server_says_of_it(tmp_path: Path) -> None:
    said = {"ETag": '"1"', "Content-Disposition": 'attachment; filename="../trees 2026.csv"'}
    heard: list[tuple[int, int]] = []
    with file_host(FileHost(headers=said)) as (host, url):
        got = fetch(f"{url}/get?what=bomen%20en%20é", tmp_path / "file", progress=lambda *each: heard.append(each))
    assert got is not None
    assert (tmp_path / "file").read_bytes() == TREES
    assert (got.name, got.bytes, got.known) == ("trees 2026.csv", len(TREES), Known('"1"', ""))
    assert heard[-1] == (len(TREES), len(TREES))
    path, headers = host.asked[0]
    assert path == "/get?what=bomen%20en%20%C3%A9"
    assert not {"Cookie", "Authorization", "Referer"} & set(headers)


@pytest.mark.usefixtures("inside")
def test_what_did_not_change_is_not_sent_again(tmp_path: Path) -> None:
    with file_host(FileHost(headers={"ETag": '"1"'})) as (_, url):
        assert fetch(url, tmp_path / "file", known=Known('"1"')) is None
        assert not (tmp_path / "file").exists()
        assert fetch(url, tmp_path / "file", known=Known('"0"')) is not None


@pytest.mark.usefixtures("inside")
def test_redirects_are_followed_but_not_for_ever(tmp_path: Path) -> None:
    host = FileHost(redirects={"/a": "b", "/b": "/c.csv", "/loop": "/loop"})
    with file_host(host) as (_, url):
        got = fetch(f"{url}/a", tmp_path / "good")
        assert got is not None
        assert (got.url, got.name) == (f"{url}/c.csv", "c.csv")
        host.asked.clear()
        assert refused(f"{url}/loop", tmp_path) == "too-many-redirects"
        assert len(host.asked) == 6


ELSEWHERE = [
    "file:///etc/passwd", "gopher://127.0.0.1:6379/_x", "ftp://example.org/", "javascript:alert(1)", "//", "http://",
    "http://user:secret@example.org/", "http://a@127.0.0.1/", "http://[::1", "http://x:0x50/", "http://x:99999/",
    "https://exa mple.org/", "http://example.org\\@127.0.0.1/", "http://x/\r\nHost: y", "http://x/\0", "", "trees.csv",
    "http://" + "a" * 2000,
]  # fmt: skip


@pytest.mark.parametrize("url", ELSEWHERE)
def test_what_is_no_address_of_the_web_is_refused(url: str, tmp_path: Path) -> None:
    assert refused(url, tmp_path) == "wrong-address"


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://user@127.0.0.1/", "gopher://x/"])
def test_no_redirect_leads_where_an_address_may_not(url: str, tmp_path: Path) -> None:
    with file_host(FileHost(redirects={"/": url})) as (_, address):
        assert refused(f"{address}/", tmp_path) == "wrong-address"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "https://localhost/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/",
        "http://127.1/", "http://[::1]/", "http://[::ffff:7f00:1]/", "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/", "http://[fd00::1]/", "http://0.0.0.0/", "http://①②⑦.0.0.1/",
    ],
)  # fmt: skip
def test_no_computer_inside_is_asked(url: str, tmp_path: Path) -> None:
    assert refused(url, tmp_path) in {"inner-address", "wrong-address", "no-such-host"}


def names(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let names lead to these addresses, another answer each time; returns what was asked."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def found(host: str, port: int, *more: Any, **named: Any) -> list[Any]:
        if host[0].isdigit():
            return real(host, port, *more, **named)
        asked.append(host)
        given = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in given]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    return asked


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["193.190.130.15", "127.0.0.1"], ["192.168.1.1"]])
def test_a_name_that_leads_inside_is_refused_even_when_it_also_leads_outside(
    addresses: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names(monkeypatch, addresses)
    assert refused("https://data.example.org/", tmp_path) == "inner-address"


def test_the_connection_goes_to_the_address_that_was_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = names(monkeypatch, ["193.190.130.15"], ["127.0.0.1"])
    called: list[Any] = []

    def connect(address: Any, **_: Any) -> socket.socket:
        called.append(address)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", connect)
    assert refused("http://data.example.org/", tmp_path) == "no-connection"
    assert called == [("193.190.130.15", 80)]
    assert asked == ["data.example.org"]


def test_a_redirect_to_a_computer_inside_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with file_host(FileHost(redirects={"/": "http://inside.example.org/"})) as (_, address):
        port = int(address.rpartition(":")[2])
        real = socket.create_connection
        monkeypatch.setattr(socket, "create_connection", lambda _to, **more: real(("127.0.0.1", port), **more))
        asked = names(monkeypatch, ["193.190.130.15"], ["10.0.0.8"])
        assert refused("http://outside.example.org/", tmp_path) == "inner-address"
    assert asked[-1] == "inside.example.org"


def test_an_encrypted_address_leads_to_no_plain_one() -> None:
    class Answer:
        headers = {"Location": "http://example.org/"}

    with pytest.raises(CannotLoad, match="not-encrypted-any-more"):
        fetching.next_url("https://example.org/", Answer())  # type: ignore[arg-type]


@pytest.mark.usefixtures("inside")
def test_a_server_without_a_valid_certificate_is_not_believed(tmp_path: Path) -> None:
    with file_host() as (_, url):
        assert refused(url.replace("http:", "https:"), tmp_path) == "no-connection"


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("length", [len(TREES) + 1, 10_000_000])
def test_a_server_that_promises_more_than_it_sends_gives_no_file(length: int, tmp_path: Path) -> None:
    with file_host(FileHost(says_length=length)) as (_, url):
        assert refused(url, tmp_path) == "broken-off"


@pytest.mark.usefixtures("inside")
def test_a_server_that_says_too_much_is_not_listened_to(tmp_path: Path, settings: Any) -> None:
    settings.DATA_FILE_MB = 1
    with file_host(FileHost(says_length=(1 << 20) + 1)) as (_, url):
        assert refused(url, tmp_path) == "too-large"


@pytest.mark.usefixtures("inside")
def test_a_server_that_sends_for_ever_is_cut_off_at_the_largest_size(tmp_path: Path, settings: Any) -> None:
    settings.DATA_FILE_MB = 1

    def for_ever(request: BaseHTTPRequestHandler) -> None:
        while True:
            request.wfile.write(b"x" * 65536)

    with file_host(FileHost(writes=for_ever)) as (_, url):
        assert refused(url, tmp_path) == "too-large"


@pytest.mark.usefixtures("inside")
def test_a_server_that_drips_is_cut_off_when_the_time_is_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_MINUTES", 0.005)
    over = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        while not over.wait(0.05):
            request.wfile.write(b"x")
            request.wfile.flush()

    with file_host(FileHost(writes=drip)) as (_, url):
        assert refused(url, tmp_path) == "too-slow"
        over.set()


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("status", [204, 206, 401, 404, 500])
def test_an_answer_that_is_no_file_is_none(status: int, tmp_path: Path) -> None:
    with file_host(FileHost(status=status)) as (_, url):
        assert refused(url, tmp_path) == "not-answered"


@pytest.mark.usefixtures("inside")
def test_a_computer_that_speaks_no_http_is_given_up(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def speak() -> None:
            client, _ = server.accept()
            with client:
                client.recv(1000)
                client.sendall(b"220 mail.example.org ESMTP\r\n")

        thread = threading.Thread(target=speak)
        thread.start()
        assert refused(f"http://127.0.0.1:{server.getsockname()[1]}/", tmp_path) == "broken-off"
        thread.join()


def test_an_address_with_a_port_and_a_query_is_right() -> None:
    assert checked_url("https://data.example.org:8443/a%20b?x=1&y=2#z").port == 8443
