"""A connection whose cost is bounded: to a checked address, cut off after some time."""

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from typing import Final
from urllib.parse import SplitResult

from zenne.core.connections.errors import Forbidden, Unreachable
from zenne.core.connections.rules.addresses import is_public

SECONDS_PER_STEP: Final = 10
SECONDS_IN_ALL: Final = 30
BROKEN: Final = (OSError, http.client.HTTPException)
"""What a connection raises when it breaks off, or when the other side does not speak HTTP."""


@contextlib.contextmanager
def connected(
    parts: SplitResult, *, may_be_inside: bool, seconds: float = SECONDS_IN_ALL
) -> Iterator[http.client.HTTPConnection]:
    """A connection to one of the addresses of a host: to that which was checked, whatever the name says next time.

    It is cut off after ``seconds``, also when something drips in all the time.

    Args:
        may_be_inside: whether the address may be of this machine or its network.

    Raises:
        Unreachable, Forbidden: nothing was sent.
    """
    host = parts.hostname or ""
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise Forbidden("no-such-port") from None
    address = checked_address(host, port, may_be_inside=may_be_inside)
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS_PER_STEP)
    try:
        plain = socket.create_connection(address, timeout=SECONDS_PER_STEP)
        connection.sock = plain
        if parts.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except OSError as error:
        connection.close()
        raise Unreachable("no-connection", type(error).__name__) from error
    end = threading.Timer(seconds, cut_off, [connection.sock])
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
        raise Unreachable("no-such-host", type(error).__name__) from error
    addresses = [str(each[4][0]) for each in found]
    if not may_be_inside and not all(map(is_public, addresses)):
        raise Forbidden("inner-address")
    return addresses[0], port
