"""How a text file with columns is written: what separates values, where the header is. Values only."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

DELIMITERS: Final = "\t;|,"
"""The likeliest first: where two explain a file as well, the comma stands within values."""
LOOKED_AT: Final = 200
"""Records of the beginning of the file that the decision rests on."""
LONGEST_PREAMBLE: Final = 30
LIKE_A_VALUE: Final = re.compile(r"[-+]?[0-9][0-9 .,:/T+Z-]*%?|true|false|null|n/?a", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written.

    Attributes:
        preamble: physical lines before the header, or before the first row when there is none.
        header: the names as they stand there; ``column 1`` … when there is none.
        header_lines: physical lines that the header takes; 0 when there is none.
    """

    delimiter: str
    header: tuple[str, ...]
    preamble: int = 0
    header_lines: int = 1

    @property
    def lines_before_rows(self) -> int:
        """Physical lines before the first row."""
        return self.preamble + self.header_lines


@dataclass(frozen=True, slots=True)
class Sampled:
    """A record of the sample: where it begins, how many physical lines it takes, its values."""

    line: int
    lines: int
    values: tuple[str, ...]


def find_dialect(sample: str, *, is_whole: bool) -> Dialect | None:
    """The dialect of the beginning of a file; None when it has nothing in it.

    Args:
        is_whole: the sample is the whole file; otherwise its last record may be cut off and is not looked at.
    """
    best: tuple[float, str, list[Sampled]] | None = None
    for delimiter in DELIMITERS:
        found = list(islice(records_of(sample, delimiter), LOOKED_AT))
        looked_at = found if is_whole or len(found) < 2 else found[:-1]
        if looked_at and (best is None or worth(looked_at) > best[0]):
            best = (worth(looked_at), delimiter, looked_at)
    return dialect_of(best[1], best[2]) if best else None


def worth(found: Sequence[Sampled]) -> float:
    """How well a delimiter explains the sample: the share of records with the usual number of values."""
    width, times = usual_width(found)
    return times / len(found) if width > 1 else 0.0


def usual_width(found: Sequence[Sampled]) -> tuple[int, int]:
    widths = Counter(len(record.values) for record in found)
    return max(widths.items(), key=lambda each: (each[0] > 1, each[1], each[0]))


def dialect_of(delimiter: str, found: Sequence[Sampled]) -> Dialect:
    width, _ = usual_width(found)
    first = next(number for number, record in enumerate(found) if len(record.values) == width)
    first = first if first <= LONGEST_PREAMBLE else 0
    top, below = found[first], found[first + 1 :]
    if has_header(top.values, [record.values for record in below if len(record.values) == width]):
        return Dialect(delimiter, top.values, top.line - 1, top.lines)
    return Dialect(delimiter, tuple(f"column {number}" for number in range(1, width + 1)), top.line - 1, 0)


def has_header(top: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether the first record names the columns: it has words where rows have values.

    A name may stand there twice by mistake; then more must speak for it, because rows repeat themselves too.
    """
    names = [name.strip() for name in top]
    while names and not names[-1]:
        names.pop()
    said = [name for name in names if name]
    if len(said) * 2 <= len(names) or any(map(is_like_a_value, said)):
        return False
    if len(set(said)) < len(said) and not stands_out(top, below):
        return False
    # A row of words above rows of the same words is a row.
    return not any(list(top) == list(row) for row in below)


def stands_out(top: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether what stands above a column is of another kind than what stands in it, for at least one."""
    columns = [
        (name, [row[n] for row in below if len(row) > n and row[n]]) for n, name in enumerate(top) if name.strip()
    ]
    return any(values and all(map(is_like_a_value, values)) for _, values in columns) and not any(
        name in values for name, values in columns
    )


def is_like_a_value(name: str) -> bool:
    """Whether a name is rather a value. Years are names of columns as often."""
    return LIKE_A_VALUE.fullmatch(name) is not None and not re.fullmatch(r"(?:19|20)[0-9]{2}", name)


def records_of(text: str, delimiter: str) -> Iterator[Sampled]:
    """The records of a text. Blank lines are none; a quote that is never closed ends at its line."""
    quoted = r'"(?:[^"]++|"")*+"(?=[' + re.escape(delimiter) + r"\r\n]|\Z)"
    value = re.compile(rf"({quoted}|[^{re.escape(delimiter)}\n]*+)\r?({re.escape(delimiter)}|\n|\Z)")
    at, line = 0, 1
    while at < len(text):
        values: list[str] = []
        begin, first = at, line
        while match := value.match(text, at):
            at = match.end()
            values.append(unquoted(match[1]))
            if match[2] != delimiter:
                break
        lines = text.count("\n", begin, at) or 1
        line += lines
        if values != [""]:
            yield Sampled(first, lines, tuple(values))


def unquoted(value: str) -> str:
    """A value without its quotes and without the carriage return at the end of a line."""
    value = value.removesuffix("\r")
    return value[1:-1].replace('""', '"') if len(value) > 1 and value[0] == value[-1] == '"' else value
