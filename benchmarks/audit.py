"""What the audit log costs: an action with its record beside the same without, and the verification of a long log.

    PYTHONPATH=src:. python -m benchmarks.audit POSTGRESQL-ADDRESS [ROWS]

The address is that of a server on which databases may be made: postgresql://user:password@host:port/postgres. The
action reads a row for update, changes it and adds two rows that refer to it, as a small decision does; four processes
do it at once, with and without a record, the ways taking turns. Limits: with a record at most 1.3 times without, at
the median of the rounds; 1,000,000 rows are verified in less than 30 seconds.
"""

# ruff: noqa: S608 - no query is made of parts

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
WRITERS, ACTIONS, ROUNDS = 4, 400, 7
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
call_command("migrate", verbosity=0)
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE thing (id integer PRIMARY KEY, state text NOT NULL, changed timestamptz NOT NULL)")
    cursor.execute("INSERT INTO thing SELECT n, 'new', now() FROM generate_series(1, 1000) AS n")
    cursor.execute("CREATE TABLE step (id bigserial PRIMARY KEY, thing integer REFERENCES thing, note text NOT NULL)")
"""
)
ACT = (
    PREPARE
    + """
from random import Random
own, times, audited = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "with"
chance, lasted = Random(own), []

def act(number):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT state FROM thing WHERE id = %s FOR UPDATE", [number])
        cursor.fetchone()
        cursor.execute("UPDATE thing SET state = %s, changed = now() WHERE id = %s", ["decided", number])
        for note in ("decided", "told"):
            cursor.execute("INSERT INTO step (thing, note) VALUES (%s, %s) RETURNING id", [number, note])
        if audited:
            record(asker=SYSTEM, action="things.decide", about="person:1", thing=f"thing:{number}")

connection.ensure_connection()
for _ in range(10):
    act(chance.randint(1, 1000))
print("ready", flush=True)
sys.stdin.readline()
for _ in range(times):
    started = time.perf_counter()
    act(chance.randint(1, 1000))
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
started = time.perf_counter()
seen = verify_chain()
assert seen.is_whole, seen
print(seen.links, time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
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


def seconds_each(way: str, env: dict[str, str]) -> tuple[float, list[float]]:
    """Seconds for all actions of four writers that begin together, and of each action."""
    command = [sys.executable, "-c", ACT]
    writers = [
        subprocess.Popen(
            [*command, str(number), str(ACTIONS), way],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(WRITERS)
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    started = time.perf_counter()
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    lasted = [float(each) for writer in writers for each in (writer.stdout.readline() if writer.stdout else "").split()]
    passed = time.perf_counter() - started
    for writer in writers:
        writer.communicate()
    return passed, lasted


def milliseconds(lasted: list[float]) -> str:
    ordered = sorted(lasted)
    return f"{1000 * ordered[len(ordered) // 2]:.2f} / {1000 * ordered[len(ordered) * 95 // 100]:.2f} ms"


def compare(env: dict[str, str]) -> bool:
    ratios = []
    each: dict[str, list[float]] = {"without": [], "with": []}
    rate: dict[str, list[float]] = {"without": [], "with": []}
    for number in range(ROUNDS):
        order = ("without", "with") if number % 2 else ("with", "without")
        for way in order:
            passed, lasted = seconds_each(way, env)
            rate[way].append(WRITERS * ACTIONS / passed)
            each[way] += lasted
        ratios.append(rate["without"][-1] / rate["with"][-1])
    print("| action | p50 / p95 | actions a second | times without |\n|---|---|---|---|")
    for way in ("without", "with"):
        times = 1.0 if way == "without" else statistics.median(ratios)
        print(f"| {way} a record | {milliseconds(each[way])} | {statistics.median(rate[way]):.0f} | {times:.2f} |")
    print(f"\nRounds: {', '.join(f'{ratio:.2f}' for ratio in ratios)}")
    return statistics.median(ratios) <= LIMIT_RATIO


def main() -> int:
    server, size = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    with tempfile.TemporaryDirectory() as folder, new_database(server) as address:
        env = variables(address, folder)
        run(TABLES, env=env)
        cheap = compare(env)
        print("\n| database | rows | verified in | peak memory |\n|---|---|---|---|")
        quick = True
        for name, own in (("PostgreSQL", env), ("SQLite", variables("", folder))):
            if name == "SQLite":
                run(PREPARE + 'call_command("migrate", verbosity=0)', env=own)
            have = 0
            for rows in (size // 8, size):
                run(FILL, str(rows - have), env=own)
                have = rows
                links, seconds, peak = run(VERIFY, env=own).split()
                print(f"| {name} | {int(links):,} | {float(seconds):.1f} s | {float(peak):.0f} MB |", flush=True)
            quick = quick and float(seconds) * 1_000_000 / size < LIMIT_SECONDS
    print("\nLimits reached." if cheap and quick else "\nLimits not reached.")
    return 0 if cheap and quick else 1


if __name__ == "__main__":
    sys.exit(main())
