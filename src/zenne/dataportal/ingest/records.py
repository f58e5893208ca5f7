"""A text with columns cut into records; what is no record is told apart, line by line.

Most blocks are right as a whole, which is seen from their quotes alone, all at once. Only where one of those is out of
place is it looked at closer: a broken line is taken out, and reading goes on with the line after it.
"""

import re
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from zenne.dataportal.ingest.encodings import is_utf_8
from zenne.dataportal.ingest.reasons import Reason

LONGEST_RECORD_BYTES: Final = 1 << 20
MOST_SEARCHES: Final = 50
"""So many bad records of a block are searched for; in a block with more, all are looked at one by one."""
QUOTES_AT_ONCE: Final = 256
"""An even number: so many quotes are looked at first, and twice as many each time that all are in their places."""
MOST_QUOTES_AT_ONCE: Final = 1 << 15
QUOTE: Final = ord('"')
NO_QUOTES: Final[NDArray[np.intp]] = np.empty(0, dtype=np.intp)


@dataclass(frozen=True, slots=True)
class Records:
    """Whole records, one after the other: the physical line in which they begin, how many lines they take."""

    text: bytes
    line: int
    lines: int


@dataclass(frozen=True, slots=True)
class BadLine:
    """A physical line that is no record; of one that is longer than a megabyte a ``part``, from 1 on."""

    line: int
    reason: Reason
    raw: str
    part: int = 0


class Splitter:
    """Cuts blocks of UTF-8 into records.

    Quotes count at the beginning of a value only. A quote that is opened and not closed before the next one begins
    to make no sense, before the end of the file or within a megabyte, makes its line a bad one and no other.
    """

    def __init__(self, delimiter: str) -> None:
        d = re.escape(delimiter.encode())
        value = rb'(?:[^"' + d + rb"\n][^" + d + rb'\n]*+|"(?:[^"]++|"")*+"|)'
        self.delimiter = delimiter.encode()
        self.may_open, self.may_close = np.zeros(256, dtype=bool), np.zeros(256, dtype=bool)
        self.may_open[list(self.delimiter + b"\n")] = True
        self.may_close[list(self.delimiter + b"\r\n")] = True
        self.record_start = re.compile(value + rb"(?:" + d + value + rb")*+")
        self.record = re.compile(self.record_start.pattern + rb"\r*+\n")
        self.many_records = re.compile(rb"(?:" + self.record.pattern + rb")*+")
        self.line = 1
        self.long_parts = 0

    @property
    def is_inside_long_line(self) -> bool:
        return self.long_parts > 0

    def split(self, blocks: Iterable[bytes], *, skip_lines: int = 0) -> Iterator[Records | BadLine]:
        """Everything in the blocks, in its order, after the first so many physical lines."""
        rest = b""
        left = skip_lines
        for block in blocks:
            text = rest + block
            while left and (end := text.find(b"\n") + 1):
                text, left, self.line = text[end:], left - 1, self.line + 1
            if left:
                rest = text[-1:]
                continue
            whole = len(text) if len(text) > 2 * LONGEST_RECORD_BYTES else text.rfind(b"\n") + 1
            rest = (yield from self.split_block(text[:whole], is_last=False)) + text[whole:]
        if rest and not left:
            yield from self.split_block(rest + b"\n", is_last=True)

    def split_block(self, text: bytes, *, is_last: bool) -> Generator[Records | BadLine, None, bytes]:
        """Everything that is whole in the text. Returns what is left for the next block."""
        at = 0
        quotes = NO_QUOTES if self.is_inside_long_line else quotes_in(text)
        while at < len(text):
            end, is_plain = self.end_of_good(text, at, quotes)
            if end > at:
                yield from self.readable(text[at:end], is_plain=is_plain)
                at = end
                continue
            newline = text.find(b"\n", at) + 1
            if self.may_go_on(text, at, newline) and not is_last:
                return text[at:]
            if not newline:
                yield from self.part_of_long_line(text[at:])
                return b""
            yield from self.bad_line(text[at:newline])
            at = newline
        return b""

    def end_of_good(self, text: bytes, at: int, quotes: NDArray[np.intp]) -> tuple[int, bool]:
        """Where the records that are right end, from ``at`` on, and whether all quotes there are around values."""
        if self.is_inside_long_line:
            return at, True
        passed = self.end_of_quoted(text, at, quotes)
        doubtful = text.find(b'"', passed)
        # Between the last quote in its place and the next one no line end is part of a value.
        last = text.rfind(b"\n", passed, doubtful if doubtful >= 0 else len(text)) + 1
        if last > at:
            return last, True
        many = self.many_records.match(text, at)
        return many.end() if many else at, False

    def end_of_quoted(self, text: bytes, at: int, quotes: NDArray[np.intp]) -> int:
        """The end of the last value in quotes, from ``at`` on, before which each quote is in its place.

        Every second quote closes, so each one's place says what it must be.
        """
        letters = np.frombuffer(text, np.uint8)
        end, begin, size = at, int(np.searchsorted(quotes, at)), QUOTES_AT_ONCE
        is_inside = False
        while begin + 1 < len(quotes):
            opening, closing = quotes[begin : begin + size : 2], quotes[begin + 1 : begin + size : 2]
            following = quotes[begin + 2 : begin + size + 2 : 2]
            # Two that touch inside of a value stand for one: it is neither closed nor opened.
            touches = np.zeros(len(closing), dtype=bool)
            touches[: len(following)] = following[: len(closing)] - closing[: len(following)] == 1
            opens = self.may_open[letters[opening[: len(closing)] - 1]]
            opens[0] |= is_inside or opening[0] == 0
            opens[1:] |= touches[:-1]
            closes = touches | self.may_close[letters[np.minimum(closing + 1, len(letters) - 1)]]
            wrong = np.flatnonzero(~(opens & closes))
            right = int(wrong[0]) if len(wrong) else len(closing)
            closed = np.flatnonzero(~touches[:right])
            end = int(closing[closed[-1]]) + 1 if len(closed) else end
            if right < len(closing):
                break
            begin, size, is_inside = begin + size, min(2 * size, MOST_QUOTES_AT_ONCE), bool(touches[-1])
        return end

    def may_go_on(self, text: bytes, at: int, newline: int) -> bool:
        """Whether the record at ``at`` may be whole once more was read."""
        if self.is_inside_long_line or len(text) - at > LONGEST_RECORD_BYTES:
            return False
        start = self.record_start.match(text, at)
        stop = start.end() if start else at
        opens = text[stop : stop + 1] == b'"' and (stop == at or text[stop - 1 : stop] == self.delimiter)
        return not newline or stop == len(text) or opens

    def readable(self, text: bytes, *, is_plain: bool) -> Iterator[Records | BadLine]:
        """The records, without those that are no UTF-8 or hold a zero byte.

        Args:
            is_plain: quotes are only around values, so that between two lines they are even in number.
        """
        at = 0
        for _ in range(MOST_SEARCHES):
            wrong = first_unreadable(text, at)
            if is_plain and wrong < 0:
                yield from self.records(text[at:])
                return
            begin = max(text.rfind(b"\n", at, wrong) + 1, at)
            if not is_plain or text.count(b'"', at, begin) % 2:
                break
            yield from self.records(text[at:begin])
            record = self.record.match(text, begin)
            if record is None:
                return
            yield self.unreadable(record[0])
            at = record.end()
        yield from self.readable_one_by_one(text[at:])

    def records(self, text: bytes) -> Iterator[Records]:
        if text:
            lines = text.count(b"\n")
            yield Records(text, self.line, lines)
            self.line += lines

    def unreadable(self, record: bytes) -> BadLine:
        bad = BadLine(self.line, Reason.BAD_BYTES, raw_of(record))
        self.line += record.count(b"\n")
        return bad

    def readable_one_by_one(self, text: bytes) -> Iterator[Records | BadLine]:
        good: list[bytes] = []
        if first_unreadable(text, 0) < 0:
            yield from self.records(text)
            return
        for record in self.record.findall(text):
            if b"\0" not in record and is_utf_8(record):
                good.append(record)
                continue
            yield from self.records(b"".join(good))
            good = []
            yield self.unreadable(record)
        yield from self.records(b"".join(good))

    def part_of_long_line(self, text: bytes) -> Iterator[BadLine]:
        for at in range(0, len(text), LONGEST_RECORD_BYTES):
            self.long_parts += 1
            raw = raw_of(text[at : at + LONGEST_RECORD_BYTES])
            yield BadLine(self.line, Reason.TOO_LONG, raw, self.long_parts)

    def bad_line(self, text: bytes) -> Iterator[BadLine]:
        if self.is_inside_long_line or len(text) > LONGEST_RECORD_BYTES:
            yield from self.part_of_long_line(text.rstrip(b"\r\n"))
        else:
            yield BadLine(self.line, Reason.BROKEN_QUOTES, raw_of(text))
        self.long_parts = 0
        self.line += 1


def quotes_in(text: bytes) -> NDArray[np.intp]:
    """Where the quotes are."""
    return np.flatnonzero(np.frombuffer(text, np.uint8) == QUOTE)


def first_unreadable(text: bytes, at: int) -> int:
    """Where the first byte is that is no UTF-8 or zero, from ``at`` on; -1 when there is none."""
    wrong = text.find(b"\0", at)
    part = text[at:] if wrong < 0 else text[at:wrong]
    if not part.isascii():
        try:
            part.decode()
        except UnicodeDecodeError as error:
            return at + error.start
    return wrong


def raw_of(text: bytes) -> str:
    """A line as text; a byte that cannot be read stands there as ``\\xe9``, so that it is not lost."""
    return readable(text[:LONGEST_RECORD_BYTES].rstrip(b"\r\n"))


def readable(text: bytes) -> str:
    return text.decode("utf-8", "backslashreplace").replace("\0", "\\x00")
