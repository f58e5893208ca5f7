"""JSON of any size, one element of its list at a time."""

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

from zenne.dataportal.ingest.encodings import find_encoding, utf_8_blocks
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.records import LONGEST_RECORD_BYTES

LARGEST_ELEMENT: Final = 64 << 20
SPACE: Final = " \t\r\n"


class JsonStream:
    """The text of a file, of which no more is kept than the value that is being read."""

    def __init__(self, path: Path) -> None:
        self.blocks = utf_8_blocks(path, find_encoding(path))
        self.decoder = codecs.getincrementaldecoder("utf-8")()
        self.json = json.JSONDecoder()
        self.text = ""
        self.at = 0
        self.before = 0
        self.bytes_read = 0
        self.is_over = False

    def more(self) -> bool:
        """Read on; whether there was anything."""
        block = next(self.blocks, None)
        if block is None:
            self.is_over = True
            return False
        text, self.bytes_read = block
        try:
            decoded = self.decoder.decode(text)
        except UnicodeDecodeError:
            raise CannotLoad("not-utf-8") from None
        self.before += self.at
        self.text, self.at = self.text[self.at :] + decoded, 0
        return True

    def peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in SPACE:
                self.at += 1
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def take(self, character: str) -> bool:
        """Go past the next character if it is this one."""
        found = self.peek() == character
        self.at += found
        return found

    def expect(self, character: str) -> None:
        if not self.take(character):
            raise self.mistake()

    def mistake(self) -> CannotLoad:
        return CannotLoad("not-json", place=self.before + self.at + 1)

    def value(self) -> Any:
        """The next value, whole."""
        self.peek()
        wanted = 0
        while True:
            try:
                value, end = self.json.raw_decode(self.text, self.at)
            except (json.JSONDecodeError, RecursionError):
                end = 0
            # A number at the end of what was read may go on.
            if end and (end < len(self.text) or self.is_over):
                self.at = end
                return value
            # Each time twice as much, so that a long value is not read over and over.
            wanted = max(2 * wanted, 1 << 16)
            have = len(self.text) - self.at
            if self.is_over:
                raise self.mistake()
            if have > LARGEST_ELEMENT:
                raise CannotLoad("endless-value", place=self.before + self.at + 1, most=LARGEST_ELEMENT >> 20)
            while len(self.text) - self.at < have + wanted and self.more():
                pass

    def elements(self) -> Iterator[Any]:
        """The elements of the list that comes next."""
        self.expect("[")
        if self.take("]"):
            return
        while True:
            yield self.value()
            if self.take("]"):
                return
            self.expect(",")


def listed(path: Path) -> Iterator[tuple[dict[str, Any], Any, int]]:
    """The elements of the list in a file: the list itself, ``features``, or the first list among the members.

    With each come the members that stood before the list, and how many bytes were read. An object without a list is
    the only element.
    """
    stream = JsonStream(path)
    members: dict[str, Any] = {}
    if stream.peek() != "[":
        stream.expect("{")
        if not read_members_before_list(stream, members):
            yield {}, members, stream.bytes_read
            return
    for element in stream.elements():
        yield members, element, stream.bytes_read


def read_members_before_list(stream: JsonStream, members: dict[str, Any]) -> bool:
    """Whether a list comes; ``members`` gets what stands before it."""
    while not stream.take("}"):
        name = stream.value()
        stream.expect(":")
        is_geo = "type" in members
        if stream.peek() == "[" and (name == "features" or not (is_geo or name in NO_ROWS)):
            return True
        members[str(name)] = stream.value()
        stream.take(",")
    return False


NO_ROWS: Final = {"bbox", "coordinates", "geometries"}
"""Lists in GeoJSON that are no list of rows."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, and how many bytes were read. One that is too long comes in parts, numbered from 1."""

    number: int
    text: bytes
    bytes_read: int
    part: int = 0


def lines_of(path: Path) -> Iterator[Line]:
    """The lines of a file that are not blank."""
    rest, number, part = b"", 1, 0
    for block, read in chain(utf_8_blocks(path, find_encoding(path)), [(b"\n", 0)]):
        *lines, rest = (rest + block).split(b"\n")
        for line in lines:
            if line.strip():
                yield Line(number, line, read, part and part + 1)
            number, part = number + 1, 0
        if part or len(rest) > LARGEST_ELEMENT:
            for at in range(0, len(rest), LONGEST_RECORD_BYTES):
                part += 1
                yield Line(number, rest[at : at + LONGEST_RECORD_BYTES], read, part)
            rest = b""
