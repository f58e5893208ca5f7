"""One POST to another computer, with what it costs bounded: no redirects, no endless answers, no inner addresses."""

import contextlib
import http.client
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from zenne.core.connections.public import BROKEN, Forbidden, Unreachable, connected
from zenne.core.outbox.outcomes import HandOver, Refused, TryLater, Uncertain

LARGEST_ANSWER_BYTES: Final = 2000


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
    with carrying(parts, may_be_inside=may_be_inside) as connection:
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
def carrying(parts: SplitResult, *, may_be_inside: bool) -> Iterator[http.client.HTTPConnection]:
    """A connection; why there is none is said as carriers say it."""
    try:
        with connected(parts, may_be_inside=may_be_inside) as connection:
            yield connection
    except Unreachable as error:
        raise TryLater(error.code, error.detail) from error
    except Forbidden as error:
        raise Refused(error.code, error.detail) from error
