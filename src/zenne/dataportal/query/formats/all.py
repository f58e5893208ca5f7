"""Every format, by its name in the API."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from zenne.dataportal.query.formats.spreadsheets import MOST_ROWS, cells_columns, write_sheet
from zenne.dataportal.query.formats.tables import (
    safe_sheet_columns,
    sheet_columns,
    typed_columns,
    write_arrow,
    write_csv,
    write_parquet,
)
from zenne.dataportal.query.formats.texts import features_columns, lines_columns, write_features, write_lines
from zenne.dataportal.query.plan import Plan
from zenne.dataportal.query.run import ROWS_AT_A_TIME

FEW_ROWS_AT_A_TIME: Final = 2_048


@dataclass(frozen=True, slots=True)
class Format:
    """A way to send all rows of an answer.

    Attributes:
        columns: what the engine is asked for; raises WrongParameter when the answer does not fit the format.
        write: makes pieces of a file from record batches with these columns.
        most_rows: how many rows a file can have; None for any number.
        rows_at_a_time: in one record batch. Several are on their way at any time, each as Arrow and as a text that
            grows by doubling: with fewer rows an export takes 13 MB less, and no more of the processor. In
            Parquet a batch is a row group, which must not be small.
        is_of_columns: whether the engine only reads columns, and makes no texts of rows.
    """

    name: str
    media_type: str
    columns: Callable[[Plan], str]
    write: Callable[[Plan, Any, Iterator[Any]], Iterator[bytes]]
    most_rows: int | None = None
    rows_at_a_time: int = ROWS_AT_A_TIME
    is_of_columns: bool = False


FORMATS: Final = {
    each.name: each
    for each in (
        Format("ndjson", "application/x-ndjson", lines_columns, write_lines),
        Format(
            "csv",
            "text/csv; charset=utf-8; header=present",
            sheet_columns,
            write_csv,
            rows_at_a_time=FEW_ROWS_AT_A_TIME,
            is_of_columns=True,
        ),
        Format("geojson", "application/geo+json", features_columns, write_features),
        Format("parquet", "application/vnd.apache.parquet", typed_columns, write_parquet, is_of_columns=True),
        Format("arrow", "application/vnd.apache.arrow.stream", typed_columns, write_arrow, is_of_columns=True),
        Format(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            cells_columns,
            write_sheet,
            MOST_ROWS,
        ),
    )
}
SAFE_FORMATS: Final = {"csv": replace(FORMATS["csv"], columns=safe_sheet_columns)}
"""Formats in which a text may look like a formula, made so that none does."""
