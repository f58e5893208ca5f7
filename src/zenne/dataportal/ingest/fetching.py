"""A file from an address of the web: only from the open internet, and never more, longer or further than allowed."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from django.conf import settings

from zenne.core.connections.public import BROKEN, NotConnected, connected
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.storage.received import TooLarge, most_bytes, put_on_disk

MOST_REDIRECTS: Final = 5
MOST_MINUTES: Final = 30
LONGEST_URL: Final = 2000
BLOCK_BYTES: Final = 1 << 16
REDIRECTS: Final = (301, 302, 303, 307, 308)
NOT_MODIFIED: Final = 304
LONGEST_MARK: Final = 500
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Known:
    """What the server said of the file that was fetched last."""

    etag: str = ""
    last_modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that is on disk. ``url`` is where it came from in the end, ``name`` how it is called there."""

    url: str
    name: str
    bytes: int
    sha256: str
    known: Known


def checked_url(url: str) -> SplitResult:
    """The parts of an address that may be called.

    Raises:
        CannotLoad: it is none of the web, or has a user name in it.
    """
    try:
        parts = urlsplit(url)
        is_right = bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        raise CannotLoad("wrong-address") from None
    is_clean = len(url) <= LONGEST_URL and url.isprintable() and " " not in url and "\\" not in url
    if parts.scheme not in {"http", "https"} or not is_right or not is_clean or "@" in parts.netloc:
        raise CannotLoad("wrong-address")
    return parts


def fetch(url: str, path: Path, *, known: Known | None = None, progress: Progress | None = None) -> Fetched | None:
    """Fetch a file; None when it is still the one that is ``known``.

    Args:
        path: where it is put, whole or not at all.
        progress: hears how many bytes have come, and of how many (0: the server does not say).

    Raises:
        CannotLoad: it did not come, or may not be fetched.
    """
    end = time.monotonic() + 60 * MOST_MINUTES
    for _hop in range(MOST_REDIRECTS + 1):
        parts = checked_url(url)
        try:
            with connected(
                parts, may_be_inside=bool(settings.FETCH_INSIDE), seconds=max(end - time.monotonic(), 0)
            ) as connection:
                answer = ask(connection, parts, known or Known())
                with answer:
                    if answer.status in REDIRECTS:
                        url = next_url(url, answer)
                        continue
                    if answer.status == NOT_MODIFIED and known is not None:
                        return None
                    return take(answer, url, path, end=end, progress=progress)
        except NotConnected as error:
            raise CannotLoad(error.code, host=parts.hostname or "") from error
    raise CannotLoad("too-many-redirects")


def ask(connection: HTTPConnection, parts: SplitResult, known: Known) -> HTTPResponse:
    """Send the question; no cookie, no key, nothing that says who we are but the name of the program."""
    path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe="/%?&=+:;,@!$'()*~[]|")
    try:
        host = parts.netloc.encode("ascii" if parts.netloc.isascii() else "idna").decode()
        headers = {"Host": host, "User-Agent": "Zenne", "Accept": "*/*", "Accept-Encoding": "identity"}
        connection.request("GET", path, headers={**headers, **known.headers})
        return connection.getresponse()
    except UnicodeError:
        raise CannotLoad("wrong-address") from None
    except BROKEN:
        raise CannotLoad("broken-off") from None


def next_url(url: str, answer: HTTPResponse) -> str:
    """Where a redirect leads; it is checked like the first address. Never from an encrypted one to one that is not."""
    try:
        found = urljoin(url, answer.headers.get("Location", ""))
    except ValueError:
        raise CannotLoad("wrong-address") from None
    if url.startswith("https:") and not found.startswith("https:"):
        raise CannotLoad("not-encrypted-any-more")
    return found


def take(answer: HTTPResponse, url: str, path: Path, *, end: float, progress: Progress | None) -> Fetched:
    """Put the file of an answer on disk."""
    if answer.status != 200:
        raise CannotLoad("not-answered", status=answer.status)
    said = answer.length or 0
    if said > most_bytes():
        raise CannotLoad("too-large", most=settings.DATA_FILE_MB)
    try:
        size, sha256 = put_on_disk(path, blocks_of(answer, said, end=end, progress=progress))
    except TooLarge:
        raise CannotLoad("too-large", most=settings.DATA_FILE_MB) from None
    return Fetched(url, name_of(url, answer.headers), size, sha256, known_from(answer.headers))


def blocks_of(answer: HTTPResponse, said: int, *, end: float, progress: Progress | None) -> Iterator[bytes]:
    read = 0
    try:
        while block := answer.read(BLOCK_BYTES):
            read += len(block)
            yield block
            if progress:
                progress(read, said)
    except BROKEN:
        raise CannotLoad(broken(end), minutes=MOST_MINUTES) from None
    # Python takes an end that comes too early for an end.
    if read < said or time.monotonic() >= end:
        raise CannotLoad(broken(end), minutes=MOST_MINUTES)


def broken(end: float) -> str:
    return "too-slow" if time.monotonic() >= end else "broken-off"


def name_of(url: str, headers: Message | None = None) -> str:
    """How the file is called: as the server says, else as its address ends."""
    filename = headers.get_filename() if headers is not None else None
    name = PurePosixPath(str(filename or unquote(urlsplit(url).path))).name
    return "".join(each for each in name if each.isprintable())[-255:] or "file"


def known_from(headers: Message) -> Known:
    """The marks by which the server knows this file again; those that are too long are no use."""
    marks = (headers.get("ETag", ""), headers.get("Last-Modified", ""))
    etag, last_modified = (mark if len(mark) <= most and mark.isascii() and mark.isprintable() else ""
                           for mark, most in zip(marks, (LONGEST_MARK, 100), strict=True))  # fmt: skip
    return Known(etag, last_modified)
