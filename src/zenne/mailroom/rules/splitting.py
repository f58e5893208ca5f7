"""What somebody wrote themselves, apart from what they quote and from their signature. No text gets lost by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby
from typing import Final

from zenne.mailroom.rules.introductions import (
    ADDED_BY_PROGRAM,
    BEGINS_INTRODUCTION,
    DIVIDER,
    FEWEST_HEADERS,
    FROM_LINE,
    HEADER_LINE,
    INTRODUCTION,
    LONGEST_ADDED,
    MOST_LINES,
    SEPARATOR,
    SIGNATURE,
)

LONGEST_LINE: Final = 500
"""Characters of a line that are compared with how programs begin a quote: no introduction is longer."""
MOST_LINES_BROKEN: Final = 2
"""Lines without “>” between two with it that belong to the quote: a program broke a long line in two."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Some lines of a message, with their ends. All fragments together are the message."""

    text: str
    is_hidden: bool


class Part(Enum):
    """What a line is."""

    OWN = auto()
    BLANK = auto()
    QUOTE = auto()
    SIGNATURE = auto()


def split(text: str) -> tuple[Fragment, ...]:
    """The fragments of a message, in their order.

    Hidden is the end of the message, as far as it is quoted or a signature. A quote with an answer below it stays
    visible: without it the answer says nothing.
    """
    lines = text.splitlines(keepends=True)
    parts = parts_of([line.rstrip()[:LONGEST_LINE] for line in lines])
    own = [number for number, part in enumerate(parts) if part is Part.OWN]
    end = own[-1] + 1 if own else 0
    while end < len(lines) and parts[end] is Part.BLANK:
        end += 1
    pieces = ("".join(lines[:end]), "".join(lines[end:]))
    return tuple(Fragment(piece, is_hidden) for piece, is_hidden in zip(pieces, (False, True), strict=True) if piece)


def visible_reply(text: str) -> str:
    """What somebody wrote themselves; the whole message where that is nothing, so that nobody sees an empty letter."""
    shown = "".join(fragment.text for fragment in split(text) if not fragment.is_hidden).strip()
    return shown or text.strip()


def parts_of(lines: Sequence[str]) -> list[Part]:
    """What each line is; lines have no ends here."""
    parts = [
        Part.BLANK if not line.strip() else Part.QUOTE if line.lstrip().startswith(">") else Part.OWN for line in lines
    ]
    join_broken_quotes(parts)
    at = 0
    while at < len(lines):
        if parts[at] is not Part.OWN:
            at += 1
            continue
        if is_cut(lines, at):
            return parts[:at] + [Part.QUOTE] * (len(lines) - at)
        if length := introduction_at(lines, at):
            after = next_not_blank(parts, at + length)
            is_marked = after < len(lines) and parts[after] is Part.QUOTE
            end = after if is_marked else len(lines)
            parts[at:end] = [Part.QUOTE] * (end - at)
            at = end
        elif SIGNATURE.match(lines[at]):
            end = end_of_signature(parts, lines, at)
            parts[at:end] = [Part.SIGNATURE] * (end - at)
            at = end
        else:
            at += 1
    return parts


def join_broken_quotes(parts: list[Part]) -> None:
    """Take into a quote the short runs of lines between its lines that have lost their mark."""
    at = 0
    runs = [(part, len(list(run))) for part, run in groupby(parts)]
    for number, (part, length) in enumerate(runs):
        is_between = 0 < number < len(runs) - 1 and runs[number - 1][0] is runs[number + 1][0] is Part.QUOTE
        if part is Part.OWN and is_between and length <= MOST_LINES_BROKEN:
            parts[at : at + length] = [Part.QUOTE] * length
        at += length


def is_cut(lines: Sequence[str], at: int) -> bool:
    """Whether everything from this line on was not written for this message."""
    line = lines[at]
    if SEPARATOR.match(line) or (len(line) <= LONGEST_ADDED and is_added(lines, at)):
        return True
    if DIVIDER.match(line):
        after = next((number for number in range(at + 1, len(lines)) if lines[number].strip()), len(lines))
        return after < len(lines) and (is_header_block(lines, after) or bool(SEPARATOR.match(lines[after])))
    return is_header_block(lines, at)


def is_added(lines: Sequence[str], at: int) -> bool:
    """Whether a program says here what it is: a line of its own, with nothing right above it."""
    return bool(ADDED_BY_PROGRAM.match(lines[at])) and (at == 0 or not lines[at - 1].strip())


def is_header_block(lines: Sequence[str], at: int) -> bool:
    """Whether the headers of another message begin here, as Outlook writes them."""
    if not FROM_LINE.match(lines[at]):
        return False
    headers = 0
    for line in lines[at : at + 2 * FEWEST_HEADERS + 2]:
        if not line.strip():
            break
        headers += bool(HEADER_LINE.match(line))
    return headers >= FEWEST_HEADERS


def introduction_at(lines: Sequence[str], at: int) -> int:
    """How many lines, from this one, introduce a quote; 0 when they do not."""
    if not BEGINS_INTRODUCTION.match(lines[at]):
        return 0
    for length in range(1, MOST_LINES + 1):
        together = lines[at : at + length]
        if len(together) < length or not together[-1].strip():
            return 0
        if INTRODUCTION.match("\n".join(together)):
            return length
    return 0


def next_not_blank(parts: Sequence[Part], at: int) -> int:
    while at < len(parts) and parts[at] is Part.BLANK:
        at += 1
    return at


def end_of_signature(parts: Sequence[Part], lines: Sequence[str], at: int) -> int:
    """Where the signature ends that begins here: at a quote, or with the message."""
    end = at + 1
    while end < len(lines) and parts[end] is not Part.QUOTE and not introduction_at(lines, end):
        end += 1
    return end
