"""An engine for one load, apart from that of the readers, and the folder in which it works."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.conf import settings

from zenne.dataportal.models import Table
from zenne.dataportal.storage.engine import engine_module, lock_up, spatial_extension
from zenne.dataportal.storage.folders import table_folder, working_files

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LOCK: Final = ".lock"
SPILL_PART: Final = "spill"


def loading_engine(folder: Path, *, has_places: bool) -> "DuckDBPyConnection":
    """A new engine with memory of its own that spills into ``folder``. Close it.

    Args:
        has_places: whether it knows what places are, which it learns in a quarter of a second.
    """
    connection: DuckDBPyConnection = engine_module().connect(
        config={
            "memory_limit": f"{settings.DATA_MEMORY_MB}MB",
            "threads": settings.DATA_THREADS,
            "temp_directory": str(folder / SPILL_PART),
            "allow_community_extensions": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "preserve_insertion_order": True,
        }
    )
    connection.execute(f"SET GLOBAL TimeZone = '{settings.TIME_ZONE}'")
    if has_places:
        connection.load_extension(str(spatial_extension()))
    lock_up(connection)
    return connection


@contextmanager
def working_folder() -> Iterator[Path]:
    """A folder for one load, gone at the end. What a killed process left is cleared away by the next."""
    parent = working_files() / "staging"
    parent.mkdir(parents=True, exist_ok=True)
    clear_left_folders(parent)
    folder = parent / secrets.token_hex(8)
    # Nobody sees the folder before its lock is held.
    hidden = parent / f".{folder.name}"
    hidden.mkdir()
    with held(hidden / LOCK):
        hidden.rename(folder)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def clear_left_folders(parent: Path) -> None:
    for left in parent.iterdir():
        if left.name.startswith("."):
            continue
        with suppress(BlockingIOError, FileNotFoundError), held(left / LOCK, waits=False):
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def writing(table: Table, *, waits: bool = True) -> Iterator[None]:
    """Whoever writes parts of a table holds this: one at a time, and unused parts are not cleared away meanwhile.

    The system gives it back when the process dies.

    Raises:
        BlockingIOError: somebody else is writing, and nobody ``waits``.
    """
    folder = table_folder(table)
    folder.mkdir(parents=True, exist_ok=True)
    with held(folder / LOCK, waits=waits):
        yield


@contextmanager
def held(path: Path, *, waits: bool = True) -> Iterator[None]:
    """The lock on a file.

    Raises:
        BlockingIOError: another process has it, and nobody ``waits``.
    """
    lock = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(lock)
