"""Files of a table: written once, whole, and on disk before anybody may name them."""

import os
import secrets
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from zenne.dataportal.models import Table, Version
from zenne.dataportal.rules.manifests import Part
from zenne.dataportal.storage.folders import table_folder
from zenne.dataportal.storage.loading import LOCK, held
from zenne.dataportal.storage.names import literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROWS_OF_GROUP: Final = 122_880
MOST_OF_DICTIONARY: Final = 8192
YOUNG_SECONDS: Final = 3600
"""A file that is younger may belong to somebody who holds no lock."""


def write_part(
    engine: "DuckDBPyConnection", table: Table, question: str, parameters: Iterable[Any] = ()
) -> Part | None:
    """A new file with the rows of a question, in their order; None when there are none."""
    path = table_folder(table) / f"{secrets.token_hex(16)}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    # The second version of the format writes numbers as differences: a third less work, and smaller files. With fewer
    # entries allowed it is seen sooner that a column is worth no dictionary.
    done = engine.execute(
        f"COPY ({question}) TO {literal(str(path))} (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, "
        f"COMPRESSION_LEVEL 1, ROW_GROUP_SIZE {ROWS_OF_GROUP}, DICTIONARY_SIZE_LIMIT {MOST_OF_DICTIONARY})",
        list(parameters),
    ).fetchone()
    rows = int(done[0]) if done else 0
    if not rows:
        path.unlink()
        return None
    flush(path)
    return Part(path.name, rows, path.stat().st_size)


def flush(path: Path) -> None:
    """Have the file and its name on disk."""
    for each, flags in ((path, os.O_RDONLY), (path.parent, os.O_RDONLY | os.O_DIRECTORY)):
        opened = os.open(each, flags)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def paths_of(table: Table, parts: Iterable[Part]) -> list[str]:
    """Where the files of parts lie."""
    return [str(table_folder(table) / part.name) for part in parts]


def remove_part(table: Table, part: Part | None) -> None:
    """Remove a file that no version names and none will."""
    if part is not None:
        (table_folder(table) / part.name).unlink(missing_ok=True)


def remove_unused(*, older_than_seconds: int = YOUNG_SECONDS) -> int:
    """Remove files that no version names: left by loads that died. Returns how many.

    A table into which somebody is loading now is left alone.
    """
    removed = 0
    for table in Table.objects.order_by("pk"):
        try:
            with held(table_folder(table) / LOCK, waits=False):
                removed += remove_unused_of(table, before=time.time() - older_than_seconds)
        except (BlockingIOError, FileNotFoundError):
            continue
    return removed


def remove_unused_of(table: Table, *, before: float) -> int:
    # The files are listed first: one that is published after that is named by a version below.
    found = [path for path in table_folder(table).glob("*.parquet") if path.stat().st_mtime <= before]
    named: set[str] = set()
    for manifest in Version.objects.filter(table=table).values_list("manifest", flat=True):
        named.update(part.name for part in manifest.parts)
        if manifest.quarantine:
            named.add(manifest.quarantine.name)
    unused = [path for path in found if path.name not in named]
    for path in unused:
        path.unlink(missing_ok=True)
    return len(unused)
