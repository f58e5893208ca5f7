"""DuckDB, in this process: no database file, no network, and no file outside the folder of the portal."""

import sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from django.conf import settings

from zenne.dataportal.storage.folders import folders_of_the_engine, working_files
from zenne.dataportal.storage.once import once

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@once
def database() -> "DuckDBPyConnection":
    """The engine of this process, opened at its first use. Use a ``cursor()`` of it: one each thread."""
    return opened("all", threads=settings.DATA_THREADS, megabytes=settings.DATA_MEMORY_MB * 3 // 4)


@once
def database_of_one_core() -> "DuckDBPyConnection":
    """A second engine for questions that are asked side by side: each on one core, in the rest of the memory.

    Parting a question among cores that are busy with others costs a third of the processor's time, and saves none.
    """
    return opened("one", threads=1, megabytes=max(1, settings.DATA_MEMORY_MB // 4))


def opened(name: str, *, threads: int, megabytes: int) -> "DuckDBPyConnection":
    """An engine that reads the files of the portal and can do nothing else."""
    duckdb = engine_module()
    connection: DuckDBPyConnection = duckdb.connect(
        config={
            "memory_limit": f"{megabytes}MB",
            "threads": threads,
            "temp_directory": str(working_files() / "spill" / name),
            "allow_community_extensions": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    connection.execute("LOAD parquet")
    connection.execute("SET GLOBAL parquet_metadata_cache = true")
    connection.execute(f"SET GLOBAL TimeZone = '{settings.TIME_ZONE}'")
    connection.load_extension(str(spatial_extension()))
    lock_up(connection)
    return connection


def lock_up(connection: "DuckDBPyConnection") -> None:
    """Leave an engine its extensions and the folders of the portal, and let nothing change that any more."""
    folders = folders_of_the_engine()
    connection.execute(f"SET allowed_directories = [{', '.join('?' for _ in folders)}]", folders)
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def spatial_extension() -> Path:
    """The file of DuckDB's extension for places, from its package."""
    package = Path(str(import_module("duckdb_extension_spatial").__file__)).parent
    return package / "extensions" / f"v{engine_module().__version__}" / "spatial.duckdb_extension"


def engine_module() -> ModuleType:
    """DuckDB's module. It takes 40 MB of memory, which a process does not need until it is asked for data."""
    # It looks for pandas on the whole path with every parameter of every question, unless it knows that there is none.
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]
    return import_module("duckdb")


@cache
def arrow_module() -> ModuleType:
    """Arrow, which a process does not need until rows are read or sent as a whole."""
    arrow = import_module("pyarrow")
    engine_module()
    # The first time that Arrow looks for pandas it stumbles over our word that there is none; after that it knows.
    with suppress(AttributeError):
        arrow.array([0])
    return arrow
