"""How large a Parquet file becomes: a text that it holds once may stand in each row, and is written out there."""

from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, Final

from zenne.dataportal.ingest.archives import MOST_TIMES
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.staging import ROWS_AT_ONCE
from zenne.dataportal.storage.engine import arrow_module as arrow

HARMLESS_BYTES: Final = 64 << 20
"""What becomes no larger than this does no harm."""
BYTES_AT_ONCE: Final = 16 << 20
"""So much is written out at once, also where each text is as long as the longest."""
SHORT_BYTES: Final = 64
"""Texts of this length may stand in all rows that are read at once, and lists take so much for each value as JSON."""
LOOKED_AT_BYTES: Final = 1 << 16


def batches_of(path: Path) -> Iterator[Any]:
    """The rows of a file, as many at a time as may be written out at once.

    Raises:
        CannotLoad: the file becomes far larger than a table does.
    """
    file = import_module("pyarrow.parquet").ParquetFile(path)
    refuse_declared_bomb(file.metadata, file_bytes=path.stat().st_size)
    becomes = 0
    for group in range(file.num_row_groups):
        rows = rows_at_once(path, file.metadata, group)
        for batch in file.iter_batches(batch_size=rows, row_groups=[group]):
            becomes += written_bytes(batch)
            refuse_bomb(becomes, of_bytes=path.stat().st_size)
            yield batch


def refuse_bomb(becomes_bytes: int, *, of_bytes: int) -> None:
    """Go on only with what becomes no larger than a table does.

    Raises:
        CannotLoad: it is too much for so little.
    """
    if becomes_bytes > max(HARMLESS_BYTES, MOST_TIMES * of_bytes):
        raise CannotLoad("bomb", times=MOST_TIMES)


def refuse_declared_bomb(metadata: Any, *, file_bytes: int) -> None:
    """Look at what the file itself says: the sizes of its pages, and how many values its lists have.

    Raises:
        CannotLoad: it says that it becomes too large.
    """
    becomes = 0
    for group in range(metadata.num_row_groups):
        for leaf, chunk in chunks_of(metadata, group):
            refuse_bomb(chunk.total_uncompressed_size, of_bytes=chunk.total_compressed_size)
            becomes += chunk.num_values * max(leaf.length, SHORT_BYTES if leaf.max_repetition_level else 1)
    refuse_bomb(becomes, of_bytes=file_bytes)


def rows_at_once(path: Path, metadata: Any, group: int) -> int:
    """How many rows of a group may be written out at once, each with the longest text of every column.

    Raises:
        CannotLoad: a list in it has too many long texts.
    """
    chunks = chunks_of(metadata, group)
    longest = longest_texts(path, group, [leaf.path for leaf, chunk in chunks if may_repeat_long_texts(leaf, chunk)])
    row_bytes = 1
    for leaf, chunk in chunks:
        value_bytes = max(leaf.length, longest.get(leaf.path, 0))
        if leaf.max_repetition_level and value_bytes > SHORT_BYTES:
            refuse_bomb(chunk.num_values * value_bytes, of_bytes=path.stat().st_size)
        row_bytes += value_bytes
    return max(1, min(ROWS_AT_ONCE, BYTES_AT_ONCE // row_bytes))


def longest_texts(path: Path, group: int, columns: list[str]) -> dict[str, int]:
    """How long the longest text is, in bytes, that columns of a group hold once for many rows."""
    if not columns:
        return {}
    # The first row of a column brings along all texts that are held once.
    file = import_module("pyarrow.parquet").ParquetFile(path, read_dictionary=columns, buffer_size=LOOKED_AT_BYTES)
    firsts = {column: file.iter_batches(1, row_groups=[group], columns=[column]) for column in columns}
    return {column: longest_text(row) for column, first in firsts.items() for row in islice(first, 1)}


def longest_text(batch: Any) -> int:
    """The length of the longest text in bytes, also of those that stand in none of the rows."""
    compute = import_module("pyarrow.compute")
    texts = [getattr(leaf, "dictionary", leaf) for leaf in leaves_of(batch)]
    return max(compute.max(compute.binary_length(text)).as_py() or 0 for text in texts)


def written_bytes(batch: Any) -> int:
    """What rows take when each value is written out."""
    is_held_once = arrow().types.is_dictionary
    leaves = leaves_of(batch)
    return sum((leaf.dictionary_decode() if is_held_once(leaf.type) else leaf).nbytes for leaf in leaves)


def leaves_of(batch: Any) -> Iterator[Any]:
    """The values of rows, those inside lists and objects as arrays of their own."""
    pa, waiting = arrow(), list(batch.columns)
    while waiting:
        match waiting.pop():
            case pa.StructArray() | pa.FixedSizeListArray() as array:
                parts = array.flatten()
                waiting += parts if isinstance(parts, list) else [parts]
            case pa.MapArray() as array:
                waiting += [inside(array, array.keys), inside(array, array.items)]
            case pa.ListArray() | pa.LargeListArray() as array:
                waiting.append(inside(array, array.values))
            case leaf:
                yield leaf


def inside(lists: Any, values: Any) -> Any:
    """Those of the values that stand in these lists."""
    first, end = lists.offsets[0].as_py(), lists.offsets[-1].as_py()
    return values.slice(first, end - first)


def may_repeat_long_texts(leaf: Any, chunk: Any) -> bool:
    """Whether texts that are held once might be long: where all of them together are short, each is."""
    return (
        leaf.physical_type == "BYTE_ARRAY"
        and any("DICTIONARY" in name for name in chunk.encodings)
        and chunk.total_uncompressed_size > SHORT_BYTES
    )


def chunks_of(metadata: Any, group: int) -> list[tuple[Any, Any]]:
    """The columns in a group of rows: what each is, and what the file says of its values."""
    chunks = metadata.row_group(group)
    return [(metadata.schema.column(n), chunks.column(n)) for n in range(metadata.num_columns)]
