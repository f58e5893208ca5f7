"""CSV, TSV and their relatives."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, Final

from zenne.dataportal.ingest.encodings import BLOCK_BYTES, Encoding, find_encoding, utf_8_blocks
from zenne.dataportal.ingest.reasons import CannotLoad, Reason
from zenne.dataportal.ingest.records import BadLine, Records, Splitter
from zenne.dataportal.ingest.staging import Stage, named
from zenne.dataportal.rules.dialects import Dialect, find_dialect
from zenne.dataportal.rules.line_reading import Layout
from zenne.dataportal.rules.names import different_names
from zenne.dataportal.storage.engine import arrow_module as arrow

Progress = Callable[[int], None]
CHUNK_BYTES: Final = 4 << 20
AT_ONCE: Final = 2
"""Chunks that are read by Arrow while the next ones are cut."""
MOST_COLUMNS: Final = 2000


def read_delimited(path: Path, stage: Stage, progress: Progress, dialect: Dialect | None = None) -> None:
    """Take a file in, in the dialect that its standard says or that is found. ``progress`` hears how many bytes.

    Raises:
        CannotLoad: there is nothing in the file, or it has more columns than any table.
    """
    encoding = find_encoding(path)
    dialect = dialect or dialect_of(path, encoding)
    if len(dialect.header) > MOST_COLUMNS:
        raise CannotLoad("too-many-columns", columns=len(dialect.header), most=MOST_COLUMNS)
    stage.begin(dialect.header)
    stage.layout = Layout(dialect.delimiter, named(different_names(dialect.header)))
    splitter = Splitter(dialect.delimiter)
    blocks = counted(utf_8_blocks(path, encoding), progress)
    reader = ChunkReader(dialect)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running: deque[Future[Taken]] = deque()
        for chunk in chunks(splitter.split(blocks, skip_lines=dialect.lines_before_rows)):
            if len(running) > AT_ONCE:
                running.popleft().result().put_on(stage)
            running.append(pool.submit(reader.take, chunk))
        for each in running:
            each.result().put_on(stage)


def dialect_of(path: Path, encoding: Encoding) -> Dialect:
    """The dialect of a file, from its beginning."""
    begin = b"".join(text for text, _ in islice(utf_8_blocks(path, encoding), 1))
    text = begin.decode("utf-8", "replace").replace("\0", "")
    found = find_dialect(text, is_whole=path.stat().st_size <= BLOCK_BYTES)
    if found is None:
        raise CannotLoad("no-table" if b"\0" in begin else "empty-file")
    return found


def counted(blocks: Iterable[tuple[bytes, int]], progress: Progress) -> Iterator[bytes]:
    for block, read in blocks:
        yield block
        progress(read)


def chunks(parts: Iterable[Records | BadLine]) -> Iterator[list[Records | BadLine]]:
    """Parts together, so that each is worth a call."""
    chunk: list[Records | BadLine] = []
    size = 0
    for part in parts:
        chunk.append(part)
        size += len(part.text) if isinstance(part, Records) else len(part.raw)
        if size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


@dataclass
class Taken:
    """What is in a chunk: rows as Arrow arrays of text beside their lines, and what is no row."""

    rows: list[tuple[list[Any], Any]] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)

    def put_on(self, stage: Stage) -> None:
        for columns, lines in self.rows:
            stage.add(columns, lines)
        for each in self.bad:
            stage.add_bad(each.line, each.reason, each.raw, value=f"{each.part:04d}" if each.part else "")


class ChunkReader:
    """Turns records into columns, with Arrow. Several chunks may be read at the same time."""

    def __init__(self, dialect: Dialect) -> None:
        pa, csv = arrow(), import_module("pyarrow.csv")
        names = [f"c{number}" for number in range(len(dialect.header))]
        self.dialect = dialect
        self.read_options = csv.ReadOptions(column_names=names, use_threads=False, block_size=1 << 30)
        self.convert_options = csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
            null_values=[""],
            check_utf8=False,
        )
        self.record = Splitter(dialect.delimiter).record

    def take(self, chunk: list[Records | BadLine]) -> Taken:
        """Read the parts of a chunk. Records that follow each other are read at once."""
        taken = Taken(bad=[part for part in chunk if isinstance(part, BadLine)])
        together = [part for part in chunk if isinstance(part, Records)]
        if together:
            self.take_records(together, taken)
        return taken

    def take_records(self, parts: list[Records], taken: Taken) -> None:
        csv = import_module("pyarrow.csv")
        text = b"".join(part.text for part in parts)
        if text[:1] in b"\r\n" and not text.strip(b"\r\n"):
            return
        wrong_width: list[tuple[int, int, str]] = []

        def note_wrong_width(row: Any) -> str:
            wrong_width.append((row.number, row.actual_columns, row.text))
            return "skip"

        read = csv.read_csv(
            arrow().py_buffer(text),
            read_options=self.read_options,
            parse_options=csv.ParseOptions(
                delimiter=self.dialect.delimiter, newlines_in_values=True, invalid_row_handler=note_wrong_width
            ),
            convert_options=self.convert_options,
        )
        lines = self.lines_of(parts, read.num_rows + len(wrong_width))
        if len(lines) != read.num_rows + len(wrong_width):
            self.take_halves(parts, taken)
            return
        for number, width, raw in wrong_width:
            reason = Reason.TOO_FEW if width < len(self.dialect.header) else Reason.TOO_MANY
            taken.bad.append(BadLine(lines[number - 1].as_py(), reason, raw))
        columns = [column.combine_chunks() for column in read.columns]
        taken.rows.append((columns, without_wrong_width(lines, [number for number, _, _ in wrong_width])))

    def take_halves(self, parts: list[Records], taken: Taken) -> None:
        """Find the records in which Arrow sees another number of rows than one, and keep those apart."""
        records = [record for part in parts for record in self.records_of(part)]
        if len(records) == 1:
            text = records[0].text.decode(errors="replace")
            taken.bad.append(BadLine(records[0].line, Reason.BROKEN_QUOTES, text))
            return
        middle = len(records) // 2
        self.take_records(records[:middle], taken)
        self.take_records(records[middle:], taken)

    def lines_of(self, parts: list[Records], number: int) -> Any:
        """The line in which each record begins, as an Arrow array."""
        pa = arrow()
        if sum(part.lines for part in parts) == number:
            return pa.concat_arrays([pa.arange(part.line, part.line + part.lines) for part in parts])
        return pa.array([record.line for part in parts for record in self.records_of(part)], pa.int64())

    def records_of(self, part: Records) -> Iterator[Records]:
        """Each record of a part that says something."""
        line = part.line
        for record in self.record.finditer(part.text):
            lines = record[0].count(b"\n")
            if record[0].strip(b"\r\n"):
                yield Records(record[0], line, lines)
            line += lines


def without_wrong_width(lines: Any, numbers: list[int]) -> Any:
    """The lines of the records that have as many values as there are columns; ``numbers`` are those of the others."""
    ends = [number - 1 for number in numbers]
    begins = [0, *(end + 1 for end in ends)]
    kept = [lines[begin:end] for begin, end in zip(begins, [*ends, len(lines)], strict=True)]
    return arrow().concat_arrays(kept) if len(kept) > 1 else lines
