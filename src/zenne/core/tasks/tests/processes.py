"""Real workers on a real database."""

import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.beside import tables_beside, variables_beside

PREPARE = """
import django
django.setup()
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult
from zenne.core.tasks.models import Failure, Schedule, Worker
from zenne.core.tasks.public import enqueue
from zenne.core.tasks.tests import samples
"""
TABLE = """
with connection.cursor() as cursor:
    cursor.execute("DROP TABLE IF EXISTS work_effect")
    cursor.execute("CREATE TABLE work_effect (number integer NOT NULL)")
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where workers run: a database of their own in a folder, or the test's when that is PostgreSQL."""

    folder: Path

    def __post_init__(self) -> None:
        tables_beside(self.folder)

    @property
    def variables(self) -> dict[str, str]:
        return variables_beside(self.folder) | {"ZENNE_LOG_LEVEL": "INFO"}

    def run(self, program: str) -> str:
        """What a program prints; ``PREPARE`` stands before it."""
        done = subprocess.run(
            [sys.executable, "-c", PREPARE + program],
            env=self.variables,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextlib.contextmanager
    def worker(self, *options: str) -> "Iterator[subprocess.Popen[bytes]]":
        """A worker as ``./zenne work`` starts it; it writes beside the database, and does not outlive the block."""
        with (self.folder / "workers.log").open("ab") as output:
            command = [sys.executable, "-m", "django", "work", *options]
            process = subprocess.Popen(command, env=self.variables, stdout=output, stderr=subprocess.STDOUT)
        try:
            yield process
        finally:
            kill(process)

    @property
    def log(self) -> str:
        return (self.folder / "workers.log").read_text()


def kill(worker: "subprocess.Popen[bytes]") -> None:
    """End a worker without a word."""
    worker.send_signal(signal.SIGKILL)
    worker.wait()


def wait_for(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Whether a condition came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False
