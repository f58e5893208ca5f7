"""The virus scanner: whether a file may be served, and how it is asked."""

import contextlib
import socket
from collections.abc import Iterator
from typing import Final

from django.conf import settings

from zenne.mailroom.letters.models import Attachment
from zenne.mailroom.rules.clamd import INSTREAM, LONGEST_ANSWER_BYTES, PING, PONG, Scanned, address_of, chunks, scanned

SECONDS_OF_PATIENCE: Final = 60
SECONDS_TO_CONNECT: Final = 5


class NotScanned(Exception):
    """The scanner gave no answer now; the file is scanned again later."""

    code = "not-scanned"


def lock_of(attachment: Attachment) -> Attachment.Scan:
    """Why a file is not served; ``NONE`` when it is. What the scanner found once stays locked, whatever is set now."""
    scan = Attachment.Scan(attachment.scan)
    if scan in {Attachment.Scan.FOUND, Attachment.Scan.REFUSED}:
        return scan
    if settings.CLAMD and scan is not Attachment.Scan.CLEAN:
        return Attachment.Scan.WAITING
    return Attachment.Scan.NONE


def scan(content: bytes) -> Scanned:
    """Let the scanner look at a file.

    Raises:
        NotScanned: it is not there, slow, or says what we do not understand.
    """
    with opened() as connection:
        connection.sendall(INSTREAM)
        # A scanner that takes no more says why before it hangs up.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            for chunk in chunks(content):
                connection.sendall(chunk)
        found = scanned(answer_on(connection))
    if found is None:
        raise NotScanned
    return found


def is_there() -> bool:
    """Whether the scanner answers. Raises NotScanned: nobody listens."""
    with opened() as connection:
        connection.sendall(PING)
        return answer_on(connection).startswith(PONG)


@contextlib.contextmanager
def opened() -> Iterator[socket.socket]:
    address = address_of(settings.CLAMD)
    try:
        if isinstance(address, str):
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(SECONDS_TO_CONNECT)
        else:
            connection = socket.create_connection(address, timeout=SECONDS_TO_CONNECT)
        with connection:
            if isinstance(address, str):
                connection.connect(address)
            connection.settimeout(SECONDS_OF_PATIENCE)
            yield connection
    except OSError as error:
        raise NotScanned from error


def answer_on(connection: socket.socket) -> bytes:
    said = b""
    while len(said) < LONGEST_ANSWER_BYTES and not said.endswith(b"\0"):
        piece = connection.recv(LONGEST_ANSWER_BYTES)
        if not piece:
            break
        said += piece
    return said
