"""The counts of all server processes of this machine: a small SQLite file of its own, beside the database.

It is no table of the database, because a count must not wait for a long write, nor be undone with the transaction of
the page that it protects. It may be removed at any time: then everybody begins anew.
"""

import contextlib
import hashlib
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings

SECONDS_OF_PATIENCE: Final = 2
SECONDS_BETWEEN_TRIES: Final = 0.01
SCHEMA: Final = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS tries (
    who BLOB NOT NULL, slice INTEGER NOT NULL, times INTEGER NOT NULL, forgotten_at REAL NOT NULL,
    PRIMARY KEY (who, slice)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tries_by_end ON tries (forgotten_at);
CREATE TABLE IF NOT EXISTS refusals (
    name TEXT NOT NULL, hour INTEGER NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (name, hour)
) WITHOUT ROWID;
"""
_own = threading.local()


@contextlib.contextmanager
def counters() -> Iterator[sqlite3.Connection]:
    """This thread's connection to the counts; each statement is a transaction.

    Raises:
        sqlite3.Error: the counts cannot be read or written. A file that is broken is removed, for the next try.
    """
    path = Path(settings.LIMITS_FILE)
    if getattr(_own, "path", None) != path:
        forget_connection()
        _own.connection, _own.path = opened(path), path
    try:
        yield _own.connection
    except sqlite3.Error:
        forget_connection()
        raise


def opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=SECONDS_OF_PATIENCE, isolation_level=None)
    try:
        prepare(connection)
    except sqlite3.OperationalError:
        connection.close()
        raise
    except sqlite3.DatabaseError:
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        raise
    return connection


def prepare(connection: sqlite3.Connection) -> None:
    """Make the tables. Who finds another in the middle of that is refused at once, for all patience: try again."""
    end = time.monotonic() + SECONDS_OF_PATIENCE
    while True:
        try:
            connection.executescript(SCHEMA)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() >= end:
                raise
            time.sleep(SECONDS_BETWEEN_TRIES)
        else:
            return


def forget_connection() -> None:
    connection = getattr(_own, "connection", None)
    _own.connection = _own.path = None
    if connection is not None:
        connection.close()


def anonymous(name: str, key: str) -> bytes:
    """What stands in the file instead of an address or the key of a person: a hash under this installation's secret."""
    secret = hashlib.blake2b(settings.SECRET_KEY.encode(), person=b"zenne limits").digest()
    return hashlib.blake2b(f"{name}\x00{key}".encode(), key=secret, digest_size=16).digest()
