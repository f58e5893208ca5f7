"""What the audit log costs: an action with its record beside the same without, and the verification of a long log.

    PYTHONPATH=src:. python -m benchmarks.audit POSTGRESQL-ADDRESS [ROWS]

The address is that of a server on which databases may be made: postgresql://user:password@host:port/postgres. The
action is written as all are: through the models it reads a row for update, saves it and adds two others; four processes
do it at once, with and without a record, the ways taking turns. Limits: with a record at most 1.3 times without, at
the median of the rounds; 1,000,000 rows are verified in less than 30 seconds.
"""

import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

PROJECT = Path(__file__).resolve().parents[1]
WRITERS, ACTIONS, ROUNDS = 4, 50, 60
LIMIT_RATIO, LIMIT_SECONDS = 1.3, 30.0
PREPARE = """
import sys, time, resource
import django
django.setup()
from django.core.management import call_command
from django.db import connection, transaction
from zenne.core.access.public import SYSTEM
from zenne.core.audit.public import record, verify_chain
"""
TABLES = (
    PREPARE
    + """
from datetime import date, timedelta
from zenne.core.calendar.models import ClosingDay
call_command("migrate", verbosity=0)
ClosingDay.objects.bulk_create(ClosingDay(date=date(2000, 1, 1) + timedelta(days=n)) for n in range(1000))
"""
)
ACT = (
    PREPARE
    + """
from datetime import date, timedelta
from itertools import count
from random import Random
from zenne.core.calendar.models import ClosingDay, ReplacementDay
from zenne.core.languages.public import Translated
own, times = int(sys.argv[1]), int(sys.argv[2])
chance, free = Random(own), count(own, 4)

def act(number, audited):
    with transaction.atomic():
        day = ClosingDay.objects.select_for_update().get(date=date(2000, 1, 1) + timedelta(days=number))
        day.name = Translated({"nl": f"dag {number}", "fr": f"jour {number}"})
        day.save()
        for _ in range(2):
            other = date(1000, 1, 1) + timedelta(days=next(free))
            ReplacementDay.objects.create(holiday=other, observed=other)
        if audited:
            record(asker=SYSTEM, action="things.decide", about="person:1", thing=f"thing:{number}")

connection.ensure_connection()
for audited in (True, False) * 10:
    act(chance.randrange(1000), audited)
print("ready", flush=True)
for way in sys.stdin:
    lasted = []
    for _ in range(times):
        started = time.perf_counter()
        act(chance.randrange(1000), way == "with\\n")
        lasted.append(time.perf_counter() - started)
    print(" ".join(f"{each:.6f}" for each in lasted), flush=True)
"""
)
FILL = (
    PREPARE
    + """
from django.utils import timezone
from zenne.core.audit.models import HASHED, AuditRecord
from zenne.core.audit.rules.chain import canonical_moment, digest_of

def made(number):
    parts = {"at": timezone.now(), "asker_kind": "person", "asker_key": f"person:{number % 77}", "asker_name": "An",
             "asker_roles": "desk-worker", "action": "letters.read", "about": f"person:{number % 999}",
             "thing": f"letter:{number}", "purpose": "answer", "task": "M-12", "details_json": '{"channel":"desk"}'}
    hashed = [canonical_moment(parts["at"]), *(parts[name] for name in HASHED[1:])]
    return AuditRecord(**parts, digest=digest_of(hashed))

for begin in range(0, int(sys.argv[1]), 5000):
    AuditRecord.objects.bulk_create(map(made, range(begin, min(begin + 5000, int(sys.argv[1])))), batch_size=1000)
"""
)
VERIFY = (
    PREPARE
    + """
started, worked = time.perf_counter(), time.process_time()
seen = verify_chain()
assert seen.is_whole, seen
passed, worked = time.perf_counter() - started, time.process_time() - worked
print(seen.links, passed, worked, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
)


def variables(address: str, folder: str) -> dict[str, str]:
    return os.environ | {
        "ZENNE_DATABASE_URL": address,
        "ZENNE_DATA_FOLDER": folder,
        "ZENNE_SECRET_KEY": "only-for-benchmarks-only-for-benchmarks",
        "ZENNE_LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "zenne.web.settings",
        "PYTHONPATH": f"{PROJECT / 'src'}{os.pathsep}{PROJECT}",
    }


def run(program: str, *arguments: str, env: dict[str, str]) -> str:
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def new_database(server: str) -> Iterator[str]:
    """The address of a database that exists for this run only."""
    name = f"zenne_benchmark_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def new_writers(env: dict[str, str]) -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that do some actions whenever they are told in which way."""
    commands = [[sys.executable, "-c", ACT, str(number), str(ACTIONS)] for number in range(WRITERS)]
    pipe = subprocess.PIPE
    writers = [subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, text=True) for command in commands]
    for writer in writers:
        assert heard(writer) == "ready\n"
    yield writers
    for writer in writers:
        writer.communicate()


def heard(writer: subprocess.Popen[str]) -> str:
    assert writer.stdout is not None
    return writer.stdout.readline()


def tell(writer: subprocess.Popen[str], way: str) -> None:
    assert writer.stdin is not None
    writer.stdin.write(f"{way}\n")
    writer.stdin.flush()


def seconds_each(way: str, writers: list[subprocess.Popen[str]]) -> tuple[float, list[float]]:
    """Seconds for the actions of all writers, who begin together, and of each action."""
    started = time.perf_counter()
    for writer in writers:
        tell(writer, way)
    lasted = [float(each) for writer in writers for each in heard(writer).split()]
    return time.perf_counter() - started, lasted


def milliseconds(lasted: list[float]) -> str:
    ordered = sorted(lasted)
    return f"{1000 * ordered[len(ordered) // 2]:.2f} / {1000 * ordered[len(ordered) * 95 // 100]:.2f} ms"


def compare(env: dict[str, str]) -> bool:
    ratios = []
    each: dict[str, list[float]] = {"without": [], "with": []}
    rate: dict[str, list[float]] = {"without": [], "with": []}
    with new_writers(env) as writers:
        for number in range(ROUNDS):
            for way in ("without", "with") if number % 2 else ("with", "without"):
                passed, lasted = seconds_each(way, writers)
                rate[way].append(WRITERS * ACTIONS / passed)
                each[way] += lasted
            ratios.append(rate["without"][-1] / rate["with"][-1])
    print("| action | p50 / p95 | actions a second | times without |\n|---|---|---|---|")
    for way in ("without", "with"):
        times = 1.0 if way == "without" else statistics.median(ratios)
        print(f"| {way} a record | {milliseconds(each[way])} | {statistics.median(rate[way]):.0f} | {times:.2f} |")
    quarters = statistics.quantiles(ratios, n=4)
    print(f"\nHalf of the rounds lie between {quarters[0]:.2f} and {quarters[2]:.2f}.")
    return statistics.median(ratios) <= LIMIT_RATIO


def main() -> int:
    server, size = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    with tempfile.TemporaryDirectory() as folder, new_database(server) as address:
        env = variables(address, folder)
        run(TABLES, env=env)
        cheap = compare(env)
        print("\n| database | rows | verified in | of which its own work | peak memory |\n|---|---|---|---|---|")
        quick = True
        for name, own in (("PostgreSQL", env), ("SQLite", variables("", folder))):
            if name == "SQLite":
                run(PREPARE + 'call_command("migrate", verbosity=0)', env=own)
            have = 0
            for rows in (size // 8, size):
                run(FILL, str(rows - have), env=own)
                have = rows
                links, seconds, worked, peak = run(VERIFY, env=own).split()
                times = f"{float(seconds):.1f} s | {float(worked):.1f} s"
                print(f"| {name} | {int(links):,} | {times} | {float(peak):.0f} MB |", flush=True)
            quick = quick and float(seconds) * 1_000_000 / size < LIMIT_SECONDS
    print("\nLimits reached." if cheap and quick else "\nLimits not reached.")
    return 0 if cheap and quick else 1


if __name__ == "__main__":
    sys.exit(main())
