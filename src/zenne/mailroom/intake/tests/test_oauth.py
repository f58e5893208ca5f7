"""A token instead of a password: asked of a real server, which may answer anything."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest

from zenne.mailroom.intake.errors import MailboxFailed
from zenne.mailroom.intake.oauth import access_token, xoauth2


@contextmanager
def token_server(status: int, body: bytes) -> Iterator[tuple[str, list[dict[str, list[str]]]]]:
    """Answers each question alike; gives its address, and what it was asked."""
    asked: list[dict[str, list[str]]] = []

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/token", asked
        finally:
            server.shutdown()
            thread.join()


def described(url: str, *, refresh_token: str = "") -> dict[str, str]:
    secrets = {"client_secret": "hush", "refresh_token": refresh_token}
    return {"token_url": url, "client_id": "zenne", "scope": "mail", **secrets}


@pytest.mark.parametrize(("refresh_token", "grant"), [("", "client_credentials"), ("again", "refresh_token")])
def test_a_token_is_asked_for_as_the_settings_say(refresh_token: str, grant: str) -> None:
    with token_server(200, b'{"access_token": "abc.def"}') as (url, asked):
        assert access_token(described(url, refresh_token=refresh_token), may_be_inside=True) == "abc.def"

    assert asked[0]["grant_type"] == [grant]
    assert asked[0]["client_secret"] == ["hush"]


@pytest.mark.parametrize(
    ("status", "body"),
    [(400, b'{"error": "x"}'), (200, b"<html>"), (200, b"[]"), (200, b'{"access_token": "a\\u0001b"}'), (200, b"")],
)
def test_what_is_no_token_opens_nothing(status: int, body: bytes) -> None:
    with token_server(status, body) as (url, _), pytest.raises(MailboxFailed, match="no-token"):
        access_token(described(url), may_be_inside=True)


def test_an_address_inside_is_not_asked() -> None:
    with pytest.raises(MailboxFailed, match="no-token"):
        access_token(described("http://127.0.0.1:9/token"))


def test_a_token_is_shown_as_servers_expect() -> None:
    assert xoauth2("info@example.org", "abc") == b"user=info@example.org\x01auth=Bearer abc\x01\x01"
