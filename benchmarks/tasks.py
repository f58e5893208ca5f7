"""Small tasks with two workers, against django-tasks-db's own worker on the same database, in one run.

    PYTHONPATH=src:. python -m benchmarks.tasks [SIZE …]

Peer: ``db_worker`` of django-tasks-db, two processes, on tasks of the same kind written through its own backend. Ours:
``work``, two processes, with attempts, leases, schedules, keys and the effect in one transaction with the mark. Each
task writes nothing: what is measured is the way there and back. Both start with everything written and stop when
nothing is left; the start of Python is left out (each worker process says when it is ready).
Limit: at 10,000 tasks ours writes and finishes at least 70 % as many a second as the peer.
SQLite, and PostgreSQL when ZENNE_TEST_DATABASE_URL names a server on which a database may be made.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

PROJECT = Path(__file__).resolve().parents[1]
SIZES = (1_250, 2_500, 5_000, 10_000)
LIMIT_AT, LIMIT_RATIO = 10_000, 0.7
WORKERS, ROUNDS = 2, 3

WRITE = """
import time, django
django.setup()
from benchmarks.small_tasks import ours, theirs
from zenne.core.tasks.public import enqueue
began = time.perf_counter()
for number in range({size}):
    {call}
print(time.perf_counter() - began)
# As a database does by itself in time: the plans of neither side rest on an empty table.
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("ANALYZE django_tasks_database_dbtaskresult")
"""
CALLS = {"ours": 'enqueue(ours, arguments={"number": number})', "theirs": "theirs.enqueue(number=number)"}
EMPTY = """
import django
django.setup()
from django.db import connection
from django.core.management import call_command
for app in ("content", "calendar", "tasks"):
    call_command("migrate", app, verbosity=0)
with connection.cursor() as cursor:
    # The worker of ours begins what is due by itself, as in use: a schedule points to the job that it wrote.
    own = ("schedule", "failure", "idempotencykey", "worker")
    for table in (*(f"tasks_{name}" for name in own), "django_tasks_database_dbtaskresult"):
        cursor.execute(f"DELETE FROM {table}")
    if connection.vendor == "postgresql":
        cursor.execute("VACUUM django_tasks_database_dbtaskresult")
"""
WORK = {
    "ours": "call_command('work', until_done=True)",
    "theirs": "call_command('db_worker', batch=True, startup_delay=False, interval=0, reload=False, verbosity=0, "
    "worker_id=str(os.getpid()), backend_name='theirs')",
}
WORKER = """
import os, sys, resource, time, django
django.setup()
from django.core.management import call_command
from django.db import connection
from benchmarks import small_tasks
connection.ensure_connection()
print("ready", flush=True)
sys.stdin.readline()
began, burnt = time.perf_counter(), time.process_time()
{work}
megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(time.perf_counter() - began, time.process_time() - burnt, megabytes)
"""


@dataclass(frozen=True)
class Took:
    """Seconds to write and to finish, seconds of processor, and megabytes at most, of one way."""

    writing: float
    finishing: float
    burnt: float
    memory: float


def variables(folder: Path, address: str) -> dict[str, str]:
    return os.environ | {
        "ZENNE_SECRET_KEY": secrets.token_urlsafe(32),
        "ZENNE_DATA_FOLDER": str(folder),
        "ZENNE_DATABASE_URL": address,
        "ZENNE_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "benchmarks.small_tasks_settings",
        "PYTHONPATH": f"{PROJECT / 'src'}:{PROJECT}",
    }


def run(program: str, environment: dict[str, str]) -> str:
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def measure(way: str, size: int, environment: dict[str, str]) -> Took:
    """Write so many tasks, then let two workers finish them."""
    run(EMPTY, environment)
    writing = float(run(WRITE.format(size=size, call=CALLS[way]), environment))
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER.format(work=WORK[way])],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(WORKERS)
    ]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    told = []
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    for worker in workers:
        output, _ = worker.communicate()
        assert worker.returncode == 0
        told.append([float(part) for part in output.splitlines()[-1].split()])
    require_all_done(size, environment)
    return Took(writing, max(row[0] for row in told), sum(row[1] for row in told), max(row[2] for row in told))


def require_all_done(size: int, environment: dict[str, str]) -> None:
    count = "import django; django.setup(); from django_tasks_db.models import DBTaskResult as job; "
    assert (
        int(
            run(
                count + "print(job.objects.filter(status='SUCCESSFUL', task_path__contains='small_tasks').count())",
                environment,
            )
        )
        == size
    )


def compare(size: int, environment: dict[str, str]) -> tuple[str, float]:
    """One line of the table, and how many times faster ours was in all; at the limit, the median of the rounds."""
    count = ROUNDS if size == LIMIT_AT else 1
    rounds = [(measure("theirs", size, environment), measure("ours", size, environment)) for _ in range(count)]
    ratios = [(theirs.writing + theirs.finishing) / (ours.writing + ours.finishing) for theirs, ours in rounds]
    theirs, ours = rounds[ratios.index(middle(ratios))]
    cells = [
        f"{size:,}",
        f"{size / theirs.writing:,.0f}/s",
        f"{theirs.writing / ours.writing:.2f}",
        f"{size / theirs.finishing:,.0f}/s",
        f"{theirs.finishing / ours.finishing:.2f}",
        f"{middle(ratios):.2f} ({' '.join(f'{ratio:.2f}' for ratio in ratios)})",
        f"{theirs.burnt / ours.burnt:.2f}",
        f"{theirs.memory:.0f}, {ours.memory:.0f} MB",
    ]
    return f"| {' | '.join(cells)} |", middle(ratios)


def middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


HEAD = """
{name}

| tasks | peer writes | ours, times peer | peer finishes | ours, times peer | in all (rounds) | per processor | memory |
|---|---|---|---|---|---|---|---|"""


def own_database(address: str) -> tuple[str, str]:
    """The address of the server's maintenance database, and of a new database for this run."""
    parts = urlsplit(address)
    name = f"zenne_benchmark_{os.getpid()}"
    return urlunsplit(parts._replace(path="/postgres")), urlunsplit(parts._replace(path=f"/{name}"))


def run_on(name: str, sizes: tuple[int, ...], environment: dict[str, str]) -> bool:
    """Print a table; returns whether the limit was kept."""
    print(HEAD.format(name=name))
    is_kept = True
    for size in sizes:
        line, ratio = compare(size, environment)
        print(line, flush=True)
        is_kept = is_kept and (size != LIMIT_AT or ratio >= LIMIT_RATIO)
    return is_kept


def main() -> int:
    """Measure on each database, and fail when the limit is missed."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="zenne-benchmark-") as folder:
        kept = [run_on("SQLite", sizes, variables(Path(folder), ""))]
        server = os.environ.get("ZENNE_TEST_DATABASE_URL")
        if server:
            import psycopg  # noqa: PLC0415

            maintenance, own = own_database(server)
            with psycopg.connect(maintenance, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {urlsplit(own).path[1:]}")  # type: ignore[arg-type]
                try:
                    kept.append(run_on("PostgreSQL", sizes, variables(Path(folder), own)))
                finally:
                    connection.execute(f"DROP DATABASE {urlsplit(own).path[1:]} WITH (FORCE)")  # type: ignore[arg-type]
    print(
        f"\nlimit at {LIMIT_AT:,} tasks (at least {LIMIT_RATIO:.0%} of the peer): {'kept' if all(kept) else 'MISSED'}"
    )
    print(f"{time.monotonic() - began:.0f} s")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
