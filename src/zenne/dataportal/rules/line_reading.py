"""Lines of a file that were no rows, read as somebody says that they are meant."""

import json
import re
from dataclasses import dataclass
from typing import Final

from zenne.dataportal.rules.dialects import unquoted

ESCAPED: Final = re.compile(r"\\x(00|[89a-f][0-9a-f])")
"""How a byte that could not be read stands in a kept line."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the file was read from which a line comes: what is between values, and its columns."""

    delimiter: str
    columns: tuple[str, ...]

    def written(self) -> str:
        """The layout as it is kept beside a line."""
        return json.dumps([self.delimiter, *self.columns], ensure_ascii=False)

    @classmethod
    def of(cls, written: str) -> "Layout":
        """The layout that was kept."""
        delimiter, *columns = json.loads(written)
        return cls(delimiter, tuple(columns))


@dataclass(frozen=True, slots=True)
class LineReading:
    """How lines are read again that were no rows.

    Attributes:
        delimiter: what is between values; empty: what the whole file has.
        has_plain_quotes: quotation marks are part of the values.
        is_windows_1252: bytes that could not be read are letters of Windows-1252.
        may_be_short: values that are missing at the end are empty.
        may_be_long: what comes after the last column belongs to it.
    """

    delimiter: str = ""
    has_plain_quotes: bool = False
    is_windows_1252: bool = False
    may_be_short: bool = False
    may_be_long: bool = False


def values_of(line: str, layout: Layout, reading: LineReading, *, is_readable: bool) -> list[str] | None:
    """The values of a line, one for each column; None while it still is no row.

    Args:
        is_readable: all its bytes were; otherwise those that were not stand there escaped.
    """
    text = line if is_readable else with_letters(line) if reading.is_windows_1252 else None
    if text is None:
        return None
    delimiter = reading.delimiter or layout.delimiter
    values = text.split(delimiter) if reading.has_plain_quotes else strict_values(text, delimiter)
    return None if values is None else as_wide(values, len(layout.columns), delimiter, reading)


def with_letters(line: str) -> str | None:
    """The line with the letters of Windows-1252; None where a byte is no letter there. Zero bytes are nothing."""
    try:
        return ESCAPED.sub(lambda byte: bytes.fromhex(byte[1]).decode("cp1252").replace("\0", ""), line)
    except UnicodeDecodeError:
        return None


def strict_values(text: str, delimiter: str) -> list[str] | None:
    """The values of a line in which each quotation mark is where it belongs; None where one is not."""
    d = re.escape(delimiter)
    value = rf'(?:[^"{d}][^{d}]*+|"(?:[^"]++|"")*+"|)'
    if not re.fullmatch(rf"{value}(?:{d}{value})*+", text, re.DOTALL):
        return None
    return [unquoted(each) for each in re.findall(rf"(?:\A|{d})({value})", text, re.DOTALL)]


def as_wide(values: list[str], width: int, delimiter: str, reading: LineReading) -> list[str] | None:
    if len(values) < width:
        return [*values, *[""] * (width - len(values))] if reading.may_be_short else None
    if len(values) > width:
        rest = delimiter.join(values[width - 1 :]).rstrip(delimiter)
        return [*values[: width - 1], rest] if reading.may_be_long else None
    return values
