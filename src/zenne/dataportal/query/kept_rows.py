"""Rows of small tables that are asked again and again, kept in the engine: there reading a file is half of the work.

A file never changes, so what is kept of it stays right. What a reader sees of it is the view's affair, here as with a
file; whoever asks gives the view, and only what stands after FROM in it is another.
"""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import structlog
from django.conf import settings

from zenne.dataportal.rules.manifests import Part
from zenne.dataportal.storage.engine import database, engine_module
from zenne.dataportal.storage.once import once

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

log = structlog.get_logger(__name__)

MOST_ROWS: Final = 1_000_000
MOST_FILE_BYTES: Final = 16 << 20
ASKED_OFTEN: Final = 3
SHARE_OF_MEMORY: Final = 8
"""One part in so many of what questions may take is for rows that are kept."""
MOST_KNOWN: Final = 1_000
IN_MEMORY: Final = "SELECT memory_usage_bytes FROM duckdb_memory() WHERE tag = 'IN_MEMORY_TABLE'"


@dataclass
class Known:
    """What is known of files: how often they were asked for, the table with their rows, who is reading it now."""

    asked: int = 0
    table: str = ""
    readers: int = 0


class KeptRows:
    """The rows that an engine keeps, those that were asked for last at the end."""

    def __init__(self, engine: "DuckDBPyConnection", *, most_bytes: int) -> None:
        self.engine = engine
        self.most_bytes = most_bytes
        self.lock = threading.Lock()
        self.making = threading.Lock()
        self.known: OrderedDict[str, Known] = OrderedDict()

    @contextmanager
    def of(self, files: str) -> Iterator[str]:
        """What stands after FROM for some files: the table that keeps their rows, or the files themselves.

        The table stays as long as the block lasts.
        """
        found = self.asked_for(files)
        try:
            yield found.table if found and found.table else files
        finally:
            if found:
                with self.lock:
                    found.readers -= 1

    def asked_for(self, files: str) -> Known | None:
        """What is known, with one reader more; None when there is no table to read."""
        with self.lock:
            found = self.known.setdefault(files, Known())
            self.known.move_to_end(files)
            found.asked += 1
            if found.table:
                found.readers += 1
                return found
            if found.asked != ASKED_OFTEN:
                return None
        return self.keep(files, found, f"kept_{secrets.token_hex(8)}")

    def keep(self, files: str, found: Known, table: str) -> Known | None:
        """Make the table, unless its rows are too many. Files whose rows are not kept once are not tried again."""
        duckdb = engine_module()
        with self.making, self.engine.cursor() as cursor:
            before = used_by_tables(cursor)
            try:
                cursor.execute(f"CREATE TABLE {table} AS SELECT * FROM {files}")
            except duckdb.Error:
                log.warning("the rows of a data set are not kept", exc_info=True)
                return None
            if used_by_tables(cursor) - before > self.most_bytes:
                cursor.execute(f"DROP TABLE {table}")
                return None
            with self.lock:
                found.table, found.readers = table, 1
                self.known[files] = found
                self.forget(cursor)
        return found

    def forget(self, cursor: "DuckDBPyConnection") -> None:
        """Give up the rows that were asked for longest ago, until the others have room."""
        for files, each in list(self.known.items()):
            if used_by_tables(cursor) <= self.most_bytes and len(self.known) <= MOST_KNOWN:
                return
            if each.readers:
                continue
            if each.table:
                cursor.execute(f"DROP TABLE {each.table}")
            del self.known[files]


def used_by_tables(cursor: "DuckDBPyConnection") -> int:
    (used,) = cursor.execute(IN_MEMORY).fetchone() or (0,)
    return int(used)


@once
def kept_rows() -> KeptRows:
    """The rows that this process keeps."""
    return KeptRows(database(), most_bytes=settings.DATA_MEMORY_MB * 1_000_000 // SHARE_OF_MEMORY)


def may_be_kept(parts: Sequence[Part]) -> bool:
    """Whether rows are few enough to be kept."""
    return sum(part.rows for part in parts) <= MOST_ROWS and sum(part.bytes for part in parts) <= MOST_FILE_BYTES
