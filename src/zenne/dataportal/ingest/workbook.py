"""Excel workbooks: the first sheet with a table in it, or the one that is named."""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time
from importlib import import_module
from itertools import islice
from pathlib import Path
from statistics import median_high
from typing import Any, Final

from zenne.dataportal.ingest.archives import refuse_bombs
from zenne.dataportal.ingest.objects import MOST_COLUMNS
from zenne.dataportal.ingest.reasons import CannotLoad, Reason
from zenne.dataportal.ingest.staging import ROWS_AT_ONCE, Stage
from zenne.dataportal.rules.dialects import has_header

Progress = Callable[[int], None]
MOST_UNPACKED_MB: Final = 1024
LOOKED_AT: Final = 200
SHOWN_CELLS: Final = 10
LONGEST_LIST: Final = 500
LONGEST_ROW_BYTES: Final = 1 << 23
UNSAVED: Final = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
CELL_NAME: Final = re.compile(rb'\br="([A-Z]+[0-9]+)"')
Row = tuple[int, list[str | None]]


def read_workbook(path: Path, stage: Stage, progress: Progress, *, wanted: str = "") -> None:
    """Take in the sheet that is wanted, else the first that has a table.

    Formulas give the values that were saved with them. What is not taken in is remarked on the stage.

    Raises:
        CannotLoad: the file is damaged, unpacks to too much, or has no table, or not the sheet that is wanted.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            refuse_bombs(archive.infolist(), most_mb=MOST_UNPACKED_MB)
        load = import_module("openpyxl").load_workbook
        with closing(load(path, read_only=True, data_only=True, keep_links=False)) as book:
            sheet = chosen_sheet(book, wanted, stage)
            remark_formulas(path, sheet, stage)
            stage_rows(list(islice(rows_of(sheet, {}), LOOKED_AT)), rows_of(sheet, merged_cells(path, sheet)), stage)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError):
        raise CannotLoad("broken-file") from None
    progress(path.stat().st_size)


def is_workbook(path: Path) -> bool:
    """Whether a ZIP file is a workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def chosen_sheet(book: Any, wanted: str, stage: Stage) -> Any:
    """The sheet that is wanted, else the first. The names of the others are remarked."""
    tables = [sheet for sheet in book.worksheets if has_table(sheet)]
    named = [sheet for sheet in tables if not wanted or sheet.title.casefold() == wanted.strip().casefold()]
    if not tables:
        raise CannotLoad("no-table")
    if not named:
        raise CannotLoad("no-such-sheet", sheet=wanted, sheets=names_of(tables))
    if others := [sheet for sheet in tables if sheet is not named[0]]:
        stage.remarks.append(("other-sheets", {"sheet": named[0].title, "sheets": names_of(others)}))
    return named[0]


def names_of(sheets: Sequence[Any]) -> str:
    return ", ".join(sheet.title for sheet in sheets)[:LONGEST_LIST]


def remark_formulas(path: Path, sheet: Any, stage: Stage) -> None:
    """Remark the cells with a formula whose value was not saved: nothing can be taken in from these."""
    cells = list(islice(cells_without_value(path, sheet), SHOWN_CELLS + 1))
    if cells:
        more = "…" if len(cells) > SHOWN_CELLS else ""
        stage.remarks.append(("formulas-without-value", {"cells": ", ".join(cells[:SHOWN_CELLS]) + more}))


def cells_without_value(path: Path, sheet: Any) -> Iterator[str]:
    """The names of cells with a formula and without the value that it had when the file was saved."""
    with zipfile.ZipFile(path) as archive, archive.open(part_of(sheet)) as file:
        rest = b""
        while block := file.read(1 << 20):
            text = rest + block
            end = text.rfind(b"<row")
            for match in UNSAVED.finditer(text, 0, max(end, 0)):
                if b't="str"' not in match[1] and (name := CELL_NAME.search(match[1])):
                    yield name[1].decode()
            rest = text[max(end, 0) :][-LONGEST_ROW_BYTES:]
        for match in UNSAVED.finditer(rest):
            if b't="str"' not in match[1] and (name := CELL_NAME.search(match[1])):
                yield name[1].decode()


def part_of(sheet: Any) -> str:
    """The name of the file in the workbook that has the sheet."""
    return str(sheet._worksheet_path).lstrip("/")  # noqa: SLF001 - the only way to the names of parts


def has_table(sheet: Any) -> bool:
    return getattr(sheet, "sheet_state", "visible") == "visible" and len(list(islice(rows_of(sheet, {}), 2))) > 1


def rows_of(sheet: Any, merged: dict[tuple[int, int], int]) -> Iterator[Row]:
    """The rows that say something, with their numbers. A cell merged over rows has its value in each of them."""
    above: dict[int, str | None] = {}
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        values = [text_of_cell(cell) for cell in cells]
        for (row, column), last in merged.items():
            if column >= len(values):
                continue
            if number == row:
                above[column] = values[column]
            elif row < number <= last:
                values[column] = above.get(column)
        while values and values[-1] is None:
            values.pop()
        if values:
            yield number, values


def merged_cells(path: Path, sheet: Any) -> dict[tuple[int, int], int]:
    """For cells that are merged over several rows, row and column (from 0) of the first one: the last row."""
    found: dict[tuple[int, int], int] = {}
    with zipfile.ZipFile(path) as archive, archive.open(part_of(sheet)) as file:
        rest = b""
        while block := file.read(1 << 20):
            text = rest + block
            for match in re.finditer(rb'<(?:\w+:)?mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"', text):
                if int(match[2]) < int(match[4]):
                    found[(int(match[2]), column_number(match[1].decode()))] = int(match[4])
            rest = text[-100:]
    return found


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def text_of_cell(value: Any) -> str | None:
    """A cell as text, dates as in ISO 8601."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return repr(value) if isinstance(value, float) else str(value)


def filled(values: Sequence[str | None]) -> int:
    return sum(value is not None for value in values)


def stage_rows(head: Sequence[Row], rows: Iterator[Row], stage: Stage) -> None:
    """Find the header, then stage what comes below it."""
    usual = median_high(filled(values) for _, values in head)
    first, names = next((number, values) for number, values in head if filled(values) >= 0.8 * usual)
    below = [[value or "" for value in values] for number, values in head if number > first]
    is_named = has_header([name or "" for name in names], below)
    width = len(names) if is_named else max(len(values) for _, values in head)
    if width > MOST_COLUMNS:
        raise CannotLoad("too-many-columns", columns=width, most=MOST_COLUMNS)
    stage.begin([name or "" for name in names] if is_named else [f"column {n}" for n in range(1, width + 1)])
    kept: list[list[str | None]] = []
    lines: list[int] = []
    for number, values in rows:
        if number < first or (is_named and number == first):
            continue
        if len(values) > width:
            stage.add_bad(number, Reason.TOO_MANY, " | ".join(value or "" for value in values))
            continue
        kept.append(values + [None] * (width - len(values)))
        lines.append(number)
        if len(kept) >= ROWS_AT_ONCE:
            stage.add_rows(kept, lines)
            kept, lines = [], []
    if kept:
        stage.add_rows(kept, lines)
