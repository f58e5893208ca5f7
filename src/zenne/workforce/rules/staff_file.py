"""A file of colleagues as text: which columns there are, and what stands in each line."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Final

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "number": ("number", "nummer", "personeelsnummer", "stamnummer", "numéro", "numero", "matricule", "personalnummer"),
    "name": ("name", "naam", "nom"),
    "account": ("account", "e-mail", "email", "mail", "courriel"),
    "branch": ("branch", "loket", "vestiging", "kantoor", "antenne", "bureau", "zweigstelle"),
    "team": ("team", "équipe", "equipe", "dienst", "service"),
    "languages": ("languages", "talen", "langues", "sprachen"),
    "services": ("services", "diensten", "dienstverlening", "démarches", "leistungen"),
}
"""How a column may be called, in four languages."""
NEEDED: Final = ("number", "name", "branch", "languages", "services")
MOST_LINES: Final = 5_000


class NoTable(ValueError):
    """The text is no table. ``code``: no-csv, too-many-lines."""

    def __init__(self, code: str, line: int) -> None:
        self.code = code
        self.line = line
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its number in the file (the first is 1), and what stands in which column."""

    number: int
    values: Mapping[str, str]


def decoded(content: bytes) -> str:
    """The text of a file as offices write them: UTF-8, or what Windows calls ANSI."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def columns_of(text: str) -> tuple[dict[str, int], list[str]]:
    """Which column stands where, and the needed ones that are missing."""
    try:
        head = next(csv.reader(opened(text), delimiter=separator(text)), [])
    except csv.Error:
        head = []
    places: dict[str, int] = {}
    for place, words in enumerate(head):
        said = words.strip().casefold()
        for column, names in COLUMNS.items():
            if said in names:
                places.setdefault(column, place)
    return places, [column for column in NEEDED if column not in places]


def lines_of(text: str, places: Mapping[str, int]) -> Iterator[Line]:
    """The lines after the first that are not empty.

    Raises:
        NoTable: a quotation mark that never ends, or more lines than a city has colleagues.
    """
    reader = csv.reader(opened(text), delimiter=separator(text), strict=True)
    first = 1
    try:
        for cells in reader:
            number, first = first, reader.line_num + 1
            if number == 1 or not any(cell.strip() for cell in cells):
                continue
            if number > MOST_LINES:
                raise NoTable("too-many-lines", number)
            found = {column: cells[place] if place < len(cells) else "" for column, place in places.items()}
            yield Line(number, {column: " ".join(cell.split()) for column, cell in found.items()})
    except csv.Error:
        raise NoTable("no-csv", first) from None


def opened(text: str) -> StringIO:
    """The lines of a text, however the program that wrote it ends them."""
    return StringIO(text.replace("\0", ""), newline=None)


def separator(text: str) -> str:
    """What stands most often in the first line: a semicolon, a comma or a tab."""
    head = text.split("\n", 1)[0]
    return max(";,\t", key=head.count)


def several(cell: str) -> list[str]:
    """The words of a cell with several: ``nl, fr | en``, or ``nl fr en``."""
    return [word for word in re.split(r"[,|/;\s]+", cell) if word]


def several_names(cell: str) -> list[str]:
    """The names of a cell with several, which may be of more than one word."""
    return [name.strip() for name in re.split(r"[,|/;]", cell) if name.strip()]
