"""One POST to another computer, with what it costs bounded: no redirects, no endless answers, no inner addresses."""

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from zenne.core.outbox.outcomes import HandOver, Refused, TryLater, Uncertain
from zenne.core.outbox.rules.addresses import is_public

SECONDS_PER_STEP: Final = 10
SECONDS_IN_ALL: Final = 30
LARGEST_ANSWER_BYTES: Final = 2000
BROKEN: Final = (OSError, http.client.HTTPException)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other computer said, at most the beginning of it."""

    status: int
    body: str


def post(
    url: str, *, body: bytes, headers: Mapping[str, str], hand_over: HandOver, may_be_inside: bool = False
) -> Answer:
    """Send one POST and return the answer.

    ``may_be_inside``: whether the address may be of this machine or its network, and without encryption.

    Raises:
        TryLater: no connection could be made, so nothing was sent.
        Refused: the address is one that must not be called.
        Uncertain: it was sent, and no answer came.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" and not may_be_inside:
        raise Refused("not-encrypted")
    with connected(parts, may_be_inside=may_be_inside) as connection:
        hand_over()
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            own = {"Host": parts.netloc.rpartition("@")[2], "Content-Type": "application/json"}
            connection.request("POST", path, body=body, headers=own | dict(headers))
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(LARGEST_ANSWER_BYTES).decode("utf-8", "replace"))
        except BROKEN as error:
            raise Uncertain("no-answer-at-the-end", type(error).__name__) from error


@contextlib.contextmanager
def connected(parts: SplitResult, *, may_be_inside: bool) -> Iterator[http.client.HTTPConnection]:
    """A connection to one of the addresses of a host: to that which was checked, whatever the name says next time.

    It is cut off after half a minute, also when something drips in all the time.
    """
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = checked_address(host, port, may_be_inside=may_be_inside)
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS_PER_STEP)
    try:
        plain = socket.create_connection(address, timeout=SECONDS_PER_STEP)
        connection.sock = plain
        if parts.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except OSError as error:
        connection.close()
        raise TryLater("no-connection", type(error).__name__) from error
    end = threading.Timer(SECONDS_IN_ALL, cut_off, [connection.sock])
    end.daemon = True
    end.start()
    try:
        yield connection
    finally:
        end.cancel()
        connection.close()


def cut_off(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def checked_address(host: str, port: int, *, may_be_inside: bool) -> tuple[str, int]:
    """The first address of a host; every one of them must be public unless inner ones are allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TryLater("no-such-host", type(error).__name__) from error
    addresses = [str(each[4][0]) for each in found]
    if not may_be_inside and not all(map(is_public, addresses)):
        raise Refused("inner-address")
    return addresses[0], port
