"""An installation with a database of its own, of the kind on which the tests run, and its command line."""

import contextlib
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.databases import TEST_DATABASE, own_database, template
from tests.filled import MIGRATE, copy_filled
from tests.forking import Child, Forks, forks
from tests.operations.serving import CLONE, SECRET

COMMAND = "from django.core.management import ManagementUtility; ManagementUtility({arguments}).execute()"


@dataclass(frozen=True)
class Installation:
    """A data folder, the environment that points to it, and the processes that run there."""

    folder: Path
    variables: dict[str, str]
    forks: Forks

    def run(self, program: str) -> subprocess.CompletedProcess[str]:
        """A Python program with Django set up, in a process of its own."""
        return self.forks.run(program)

    def manage(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """A command of ``./zenne manage``."""
        return self.run(COMMAND.format(arguments=["zenne", *map(str, arguments)]))

    def sql(self, *statements: str) -> tuple[object, ...]:
        """Run statements without a process of Django; the first row of the last one."""
        address = self.variables["ZENNE_DATABASE_URL"]
        row: tuple[object, ...] | None = None
        with contextlib.closing(
            psycopg.connect(address) if address else sqlite3.connect(self.folder / "zenne.sqlite3")
        ) as connection:
            for statement in statements:
                answer = connection.execute(statement)
                row = answer.fetchone() if answer.description else None
            connection.commit()
        return row or ()

    def told(self, program: str) -> str:
        """What a program prints."""
        done = self.run(program)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start(self, program: str) -> Child:
        """Run a Python program beside the test."""
        return self.forks.start(program)


@contextmanager
def installation(folder: Path, *, migrated: bool = True, **more: str) -> Iterator[Installation]:
    """A new one: a SQLite file in ``folder``, or a database beside the one that ZENNE_TEST_DATABASE_URL names."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("ZENNE_", "PROMETHEUS_"))}
    variables |= {
        "ZENNE_SECRET_KEY": SECRET,
        "ZENNE_DATA_FOLDER": str(folder),
        "DJANGO_SETTINGS_MODULE": "zenne.web.settings",
        "PYTHONPATH": str(CLONE / "src"),
        **more,
    }
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder.with_name(f"{folder.name}-said")
    beside.mkdir()
    if migrated and not TEST_DATABASE:
        copy_filled(folder / "zenne.sqlite3", MIGRATE)
    with own_database(like=template() if migrated and TEST_DATABASE else "template0") as address:
        variables["ZENNE_DATABASE_URL"] = address
        with forks(variables, beside=beside) as started:
            yield Installation(folder, variables, started)
