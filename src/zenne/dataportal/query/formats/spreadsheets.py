"""Excel's format. The whole file is made before the first byte can be sent, on disk."""

import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from zenne.dataportal.query.encoding import for_sheet
from zenne.dataportal.query.plan import Output, Plan
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.storage.folders import working_files

MOST_ROWS: Final = 1_048_575
"""Rows of a sheet, without the one with the names of the columns."""
LONGEST_TEXT: Final = 32_767
EXACT: Final = 2**53
PIECE_BYTES: Final = 1 << 20
FIRST_YEAR: Final = 1900


def cells_columns(plan: Plan) -> str:
    return ", ".join(f"{cell(column)} AS {column.sql}" for column in plan.columns)


def cell(column: Output) -> str:
    return column.sql if column.type is ColumnType.DATE else for_sheet(column)


def write_sheet(plan: Plan, schema: Any, batches: Iterator[Any]) -> Iterator[bytes]:
    """A workbook with one sheet. Texts stay texts, also those that look like a formula."""
    folder = working_files() / "spill"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sheet-", dir=folder) as name:
        path = Path(name) / "sheet.xlsx"
        fill(path, plan, batches)
        with path.open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                yield piece


def fill(path: Path, plan: Plan, batches: Iterator[Any]) -> None:
    options = {"constant_memory": True, "tmpdir": str(path.parent), "default_date_format": "yyyy-mm-dd"}
    with import_module("xlsxwriter").Workbook(str(path), options) as book:
        sheet = book.add_worksheet()
        writers = [writer_of(sheet, column) for column in plan.columns]
        for number, column in enumerate(plan.columns):
            sheet.write_string(0, number, column.name)
        row = 0
        for batch in batches:
            for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                row += 1
                for number, (write, value) in enumerate(zip(writers, values, strict=True)):
                    if value is not None:
                        write(row, number, value)


def cut(text: str) -> str:
    """A text that fits into a cell: one that does not ends with a mark, so that nobody takes it for the whole."""
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


def writer_of(sheet: Any, column: Output) -> Callable[[int, int, Any], Any]:
    """How the values of a column are put into cells."""

    def text(row: int, number: int, value: Any) -> None:
        sheet.write_string(row, number, cut(str(value)))

    def amount(row: int, number: int, value: Any) -> None:
        is_exact = abs(value) <= EXACT if isinstance(value, int) else value - value == 0
        (sheet.write_number if is_exact else text)(row, number, value)

    def day(row: int, number: int, value: Any) -> None:
        (sheet.write_datetime if value.year > FIRST_YEAR else text)(row, number, value)

    writers = {
        ColumnType.INTEGER: amount,
        ColumnType.NUMBER: amount,
        ColumnType.BOOLEAN: sheet.write_boolean,
        ColumnType.DATE: day,
    }
    return text if column.stored.startswith("DECIMAL") else writers.get(column.type, text)
