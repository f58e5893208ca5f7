"""Databases that begin with all tables: made once in a run of the tests, copied by each process that needs one."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connection
from django.db.backends.signals import connection_created

from tests.filled import MIGRATE, copy_filled, one_at_a_time, run_command

NUMBERS = count()
TEST_DATABASE = os.environ.get("ZENNE_TEST_DATABASE_URL", "")


def begin_with_tables() -> None:
    """Let the database that Django is about to make for this process be a copy; nothing is left to migrate then."""
    tests = connection.settings_dict["TEST"]
    tests["MIGRATE"] = False
    if TEST_DATABASE:
        tests["TEMPLATE"] = template()
    else:
        connection_created.connect(fill_memory, dispatch_uid="tables")


def fill_memory(connection: Any, **_: object) -> None:
    """Copy all tables into the first connection to a database in memory; all others share it."""
    connection_created.disconnect(dispatch_uid="tables")
    with TemporaryDirectory() as folder:
        copy_filled(Path(folder) / "zenne.sqlite3", MIGRATE)
        with closing(sqlite3.connect(Path(folder) / "zenne.sqlite3")) as made:
            made.execute("PRAGMA journal_mode = DELETE")  # there is no other in memory
            made.backup(connection.connection)


@contextmanager
def own_database(*, like: str) -> Iterator[str]:
    """The address of a copy of a database on PostgreSQL, dropped at the end; empty for a SQLite file."""
    if not TEST_DATABASE:
        yield ""
        return
    name = f"zenne_operations_{os.getpid()}_{next(NUMBERS)}"
    with server() as asked:
        asked.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        try:
            yield address_of(name)
        finally:
            asked.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@cache
def template() -> str:
    """A database on PostgreSQL with all tables and nothing in them, until the tests of this run end."""
    with one_at_a_time("template") as folder:
        made = folder / "template"
        if not made.exists():
            name = f"zenne_tables_{os.getpid()}"
            with server() as asked:
                asked.execute(f'CREATE DATABASE "{name}"')
            run_command(MIGRATE, ZENNE_DATABASE_URL=address_of(name))
            made.write_text(name)
    return made.read_text()


def drop_template() -> None:
    """At the end of the run."""
    with one_at_a_time("template") as folder:
        made = folder / "template"
        if made.exists():
            with server() as asked:
                asked.execute(f'DROP DATABASE "{made.read_text()}" WITH (FORCE)')
            made.unlink()


def server() -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(address_of("postgres"), autocommit=True)


def address_of(database: str) -> str:
    return urlunsplit(urlsplit(TEST_DATABASE)._replace(path=f"/{database}"))
