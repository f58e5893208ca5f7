"""A SQLite database as a whole."""

import contextlib
import sqlite3
from pathlib import Path

from django.db import connection, connections

from zenne.core.operations.errors import BackupFailed, InUse, NoRoom, NotRestorable

FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_TRUNCATE)


def path_of_database() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def copy(target: Path) -> None:
    """Copy the database of one moment into the new file ``target``, while others read and write.

    All pages are copied in one step, in one reading transaction: in WAL mode nobody waits for it, and it need not begin
    again when somebody writes.

    Raises:
        NoRoom: the disk is full.
        BackupFailed: the copy is not sound.
    """
    with (
        contextlib.closing(sqlite3.connect(f"{path_of_database().as_uri()}?mode=ro", uri=True)) as source,
        contextlib.closing(sqlite3.connect(target)) as copied,
    ):
        try:
            copied.execute("PRAGMA synchronous = OFF")
            source.backup(copied, pages=-1)
            verdict = copied.execute("PRAGMA quick_check").fetchone()[0]
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", None) in FULL:
                raise NoRoom("the disk is full") from error
            raise BackupFailed(f"The database could not be copied: {error}.") from error
    if verdict != "ok":
        raise BackupFailed(f"The database is damaged: {verdict}. Restore the last good backup.")


def require_unused() -> None:
    """Raises InUse when any other process has the database open."""
    connections.close_all()
    with contextlib.closing(held_alone()):
        pass


def held_alone() -> sqlite3.Connection:
    """A connection beside which there is no other. Raises InUse."""
    path_of_database().parent.mkdir(parents=True, exist_ok=True)
    # In WAL mode every open connection holds a shared lock on the file: locking it for ourselves fails when one does.
    held = sqlite3.connect(path_of_database(), timeout=0, isolation_level=None)
    try:
        held.execute("PRAGMA locking_mode = EXCLUSIVE")
        held.execute("BEGIN EXCLUSIVE")
        held.execute("COMMIT")
    except sqlite3.Error as error:
        held.close()
        if getattr(error, "sqlite_errorcode", None) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise InUse("Another process has the database open. Stop the servers and workers first.") from error
        raise NotRestorable(f"The database file cannot be replaced: {error}.") from error
    return held


def replace(dump: Path) -> None:
    """Put the database in the file ``dump`` in the place of what is there: whole, or not at all.

    Raises:
        InUse: another process has the database open.
        NoRoom: the disk is full.
        NotRestorable: ``dump`` is no sound database.
    """
    connections.close_all()
    with contextlib.closing(sqlite3.connect(dump)) as source, contextlib.closing(held_alone()) as target:
        try:
            if source.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise NotRestorable("The database in the archive is damaged.")
            source.backup(target, pages=-1)
            target.execute("PRAGMA journal_mode = WAL")
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", None) in FULL:
                raise NoRoom("the disk is full") from error
            raise NotRestorable(f"The database could not be put back: {error}.") from error
