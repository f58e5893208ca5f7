"""A file taken in as text: good records in an Arrow file, bad ones in a Parquet file, both with their line."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from zenne.dataportal.ingest.reasons import Reason
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.forms import Form
from zenne.dataportal.rules.line_reading import Layout
from zenne.dataportal.rules.names import different_names
from zenne.dataportal.storage.engine import arrow_module as arrow

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STAGED: Final = "staged"
"""The name of the staged rows in questions to the engine."""
SAMPLED: Final = "sampled"
"""The name of some of them: ``SAMPLE_ROWS`` from ``SPOTS`` spots."""
SAMPLE_ROWS: Final = 6000
SPOTS: Final = 20
BRACKET: Final = re.compile(rb"\(")
LINE: Final = "line"
"""The column of the staged rows with the line, or the number of the object, in the file."""
SHOWN: Final = 1000
"""Characters of a bad value that are shown beside its row."""
KEPT: Final = 4 << 20
"""Characters of a row that is none: all of it. None has more bytes than a megabyte, each of them at most ``\\xe9``."""
FIRST_PART: Final = "0001"
"""The value of a line that is too long; its further parts have greater ones and are no rows of their own."""
MOST_FEW: Final = 2000
"""A column with so many different values has few."""
MOST_FEW_CHARACTERS: Final = 200_000
COLUMNS_AT_ONCE: Final = 2
BAD_AT_ONCE: Final = 5000
BAD_CHARACTERS_AT_ONCE: Final = 4 << 20
ROWS_AT_ONCE: Final = 20_000


Remark = tuple[str, dict[str, str | int]]
"""A code and the values for its sentence, which ``wording.py`` has."""


@dataclass
class Stage:
    """Rows as text on their way into a table: columns ``c0``, ``c1`` … in the order of ``sources``.

    Attributes:
        sources: what the file calls its columns.
        declared: by number of the column, the form that the file itself says its values have.
        crs: the coordinate system that the file says its geometries have.
        filled: by number of the column, how many values are not empty.
        named_twice: by number of the column, its name in the file, where a column before it has that name.
        remarks: what was left out of the file, for people.
        layout: how the lines of the file are read, where it has lines.
        has_brackets: whether there is one in some value, as in every place that is written as text.
    """

    folder: Path
    sources: tuple[str, ...] = ()
    declared: dict[int, Form] = field(default_factory=dict)
    crs: int = 4326
    rows: int = 0
    bad: int = 0
    filled: list[int] = field(default_factory=list)
    rows_of_batches: list[int] = field(default_factory=list)
    named_twice: dict[int, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    layout: Layout | None = None
    has_brackets: bool = False
    schema: Any = None
    writer: Any = None
    bad_writer: Any = None
    waiting_bad: list[tuple[Any, ...]] = field(default_factory=list)
    waiting_characters: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """What its columns are called, also those without a name."""
        return named(self.sources)

    @property
    def path(self) -> Path:
        return self.folder / "rows.arrow"

    @property
    def bad_path(self) -> Path:
        return self.folder / "bad.parquet"

    @property
    def may_have_places(self) -> bool:
        """Whether some column may have to become geometries."""
        return self.has_brackets or any(form.type is ColumnType.GEOMETRY for form in self.declared.values())

    def begin(self, sources: Sequence[str]) -> None:
        """Say what the columns are, before the first row."""
        pa = arrow()
        self.sources = different_names(sources)
        self.named_twice = {
            n: was for n, (was, name) in enumerate(zip(sources, self.sources, strict=True)) if was != name
        }
        self.filled = [0] * len(sources)
        fields = [(f"c{number}", pa.string()) for number in range(len(sources))]
        schema = pa.schema([*fields, (LINE, pa.int64())])
        self.writer = import_module("pyarrow.ipc").new_file(str(self.path), schema)
        self.schema = schema

    def add(self, columns: Sequence[Any], lines: Any) -> None:
        """Add rows: Arrow arrays of text, and of the lines."""
        batch = arrow().record_batch([*columns, lines], schema=self.schema)
        self.writer.write_batch(batch)
        self.rows += batch.num_rows
        self.rows_of_batches.append(batch.num_rows)
        for number, column in enumerate(columns):
            self.filled[number] += len(column) - column.null_count
        if not self.has_brackets:
            texts = (column.buffers()[-1] for column in columns)
            self.has_brackets = any(BRACKET.search(text) for text in texts if text)

    def add_rows(self, rows: Sequence[Sequence[str | None]], lines: Sequence[int]) -> None:
        """Add rows of values."""
        pa = arrow()
        columns = list(zip(*rows, strict=True)) if rows else []
        self.add([pa.array(column, pa.string()) for column in columns], pa.array(lines, pa.int64()))

    def add_bad(self, line: int, reason: Reason, raw: str, *, column: str = "", value: str = "") -> None:
        """Add a row that does not fit. Of a line that is too long the ``value`` is the number of the part."""
        layout = self.layout.written() if self.layout else None
        self.waiting_bad.append((line, column or None, value[:SHOWN] or None, reason.value, raw[:KEPT], None, layout))
        self.bad += not (reason is Reason.TOO_LONG and value > FIRST_PART)
        self.waiting_characters += len(raw)
        if len(self.waiting_bad) >= BAD_AT_ONCE or self.waiting_characters >= BAD_CHARACTERS_AT_ONCE:
            self.write_bad()

    def write_bad(self) -> None:
        pa = arrow()
        schema = pa.schema([(LINE, pa.int64()), *((name, pa.string()) for name in QUARANTINE_COLUMNS[1:])])
        self.bad_writer = self.bad_writer or import_module("pyarrow.parquet").ParquetWriter(self.bad_path, schema)
        arrays = [pa.array(each, kind.type) for each, kind in zip(zip(*self.waiting_bad, strict=True), schema)]  # noqa: B905 - a schema has no length
        self.bad_writer.write_batch(pa.record_batch(arrays, schema=schema))
        self.waiting_bad.clear()
        self.waiting_characters = 0

    def offer(self, engine: "DuckDBPyConnection") -> None:
        """Let an engine ask the staged rows, and some of them from the beginning to the end."""
        engine.register(STAGED, StagedRows(self.path))
        engine.register(SAMPLED, self.sample())

    def rows_at(self, lines: Any) -> "SomeStagedRows":
        """The staged rows in some lines, an Arrow array in order, for an engine."""
        return SomeStagedRows(self.path, lines)

    def sample(self) -> Any:
        """Rows from spots all over the file: all rows when there are few."""
        pa = arrow()
        file = pa.ipc.open_file(pa.memory_map(str(self.path)))
        if self.rows <= SAMPLE_ROWS:
            return file.read_all()
        length = SAMPLE_ROWS // SPOTS
        ends = list(accumulate(self.rows_of_batches))
        slices = []
        for spot in range(SPOTS):
            begin = spot * (self.rows - length) // (SPOTS - 1)
            number = bisect_right(ends, begin)
            slices.append(file.get_batch(number).slice(begin - ends[number] + self.rows_of_batches[number], length))
        return pa.Table.from_batches(slices, file.schema).combine_chunks()

    def lines(self) -> Iterator[Any]:
        """The lines of the staged rows, in Arrow arrays."""
        return self.values(len(self.sources))

    def values(self, number: int) -> Iterator[Any]:
        """One column of the staged rows, in Arrow arrays. Nothing else is read."""
        pa = arrow()
        options = pa.ipc.IpcReadOptions(included_fields=[number])
        file = pa.ipc.open_file(pa.OSFile(str(self.path)), options=options)
        return (file.get_batch(n).column(0) for n in range(file.num_record_batches))

    def few_values(self, numbers: Collection[int]) -> dict[int, list[str]]:
        """All values of columns, in order, of those columns that have few and short ones."""
        with ThreadPoolExecutor(COLUMNS_AT_ONCE) as pool:
            found = dict(zip(numbers, pool.map(self.few_values_of, numbers), strict=True))
        return {number: sorted(values) for number, values in found.items() if values}

    def few_values_of(self, number: int) -> set[str]:
        """All values of a column; none when there are many or long ones."""
        compute = import_module("pyarrow.compute")
        found: set[str | None] = set()
        for values in self.values(number):
            found.update(compute.unique(values).to_pylist())
            if len(found) > MOST_FEW:
                return set()
        texts = {value for value in found if value is not None}
        return texts if sum(map(len, texts)) <= MOST_FEW_CHARACTERS else set()

    def end(self) -> None:
        """Everything was added."""
        if self.waiting_bad:
            self.write_bad()
        for each in (self.writer, self.bad_writer):
            if each is not None:
                each.close()


def named(sources: Sequence[str]) -> tuple[str, ...]:
    """Names of columns, also of those without one."""
    return tuple(source or f"column {number}" for number, source in enumerate(sources, 1))


QUARANTINE_COLUMNS: Final = (LINE, "column", "value", "reason", "raw", "_values", "_layout")
"""``_values`` has the texts of a row that was a record, as JSON by the names of its file, to take it in later.

``_layout`` has for a line that was none how it was read. Quarantines that are older than that have no such column.
"""


@dataclass(frozen=True, slots=True)
class StagedRows:
    """The staged rows for the engine, which reads them from the beginning for each question, a batch at a time."""

    path: Path

    def batches(self, file: Any) -> Iterator[Any]:
        return (file.get_batch(number) for number in range(file.num_record_batches))

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        pa = arrow()
        file = pa.ipc.open_file(pa.OSFile(str(self.path)))
        return pa.RecordBatchReader.from_batches(file.schema, self.batches(file)).__arrow_c_stream__(requested_schema)


@dataclass(frozen=True, slots=True)
class SomeStagedRows(StagedRows):
    """Those of the staged rows that stand in some lines: an Arrow array in order."""

    lines: Any

    def batches(self, file: Any) -> Iterator[Any]:
        wanted = self.lines.to_numpy()
        for number in range(file.num_record_batches):
            # Mapped, so that only the rows that are taken are read; anew each time, so that little is mapped at once.
            batch = arrow().ipc.open_file(arrow().memory_map(str(self.path))).get_batch(number)
            lines = batch[LINE].to_numpy()
            places = np.flatnonzero(np.isin(lines, wanted[slice(*bounds_in(wanted, lines))], assume_unique=True))
            yield batch.take(arrow().array(places))


def bounds_in(wanted: NDArray[np.int64], lines: NDArray[np.int64]) -> tuple[int, int]:
    """From where to where the wanted lines, which are in order, may be among others."""
    if not len(lines):
        return 0, 0
    return int(np.searchsorted(wanted, lines.min(), "left")), int(np.searchsorted(wanted, lines.max(), "right"))
