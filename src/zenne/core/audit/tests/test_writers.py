"""Several processes write at once and are killed while they do: one chain without gaps, and no fact without record."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from zenne.core.audit.models import AuditLink
from zenne.core.audit.public import verify_chain
from zenne.core.audit.tests.builders import write

SOURCE = Path(__file__).resolve().parents[4]
WRITERS, RECORDS, ROUNDS = 4, 40, 2
SETUP = """
import django
django.setup()
from django.core.management import call_command
from django.db import transaction
from zenne.core.access.public import SYSTEM
from zenne.core.audit.public import AuditRecord, record, verify_chain
"""
MIGRATE = SETUP + "call_command('migrate', verbosity=0)\n"
WRITE = (
    SETUP
    + """
import sys
for number in range(int(sys.argv[2])):
    with transaction.atomic():
        record(asker=SYSTEM, action="letters.read", thing=f"letter:{sys.argv[1]}-{number}")
        if number % 3 == 0:
            try:
                with transaction.atomic():
                    record(asker=SYSTEM, action="letters.write", thing="never")
                    raise ValueError
            except ValueError:
                pass
        record(asker=SYSTEM, action="letters.answer", thing=f"letter:{sys.argv[1]}-{number}")
    print(number, flush=True)
"""
)
TELL = SETUP + (
    "seen = verify_chain()\n"
    "things = list(AuditRecord.objects.filter(action='letters.read').values_list('thing', flat=True))\n"
    "pairs = AuditRecord.objects.filter(action='letters.answer').count()\n"
    "print(seen.finding, seen.links, len(things), len(set(things)), pairs)\n"
)


def environment(folder: Path) -> dict[str, str]:
    """Another process on a database file of its own, or on the test's database when that is PostgreSQL."""
    settings, address = connection.settings_dict, ""
    if connection.vendor == "postgresql":
        user = ":".join(quote(settings[part], safe="") for part in ("USER", "PASSWORD") if settings[part])
        host = ":".join(str(settings[part]) for part in ("HOST", "PORT") if settings[part])
        address = f"postgresql://{user}@{host}/{settings['NAME']}"
    return os.environ | {
        "ZENNE_DATA_FOLDER": str(folder),
        "ZENNE_DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "zenne.web.settings",
        "PYTHONPATH": str(SOURCE),
    }


def run(program: str, variables: dict[str, str]) -> str:
    done = subprocess.run([sys.executable, "-c", program], env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def start(number: int, variables: dict[str, str], *, records: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WRITE, str(number), str(records)]
    with said_by(number, variables).open("wb") as said:
        return subprocess.Popen(command, env=variables, stdout=said)


def said_by(number: int, variables: dict[str, str]) -> Path:
    return Path(variables["ZENNE_DATA_FOLDER"]) / f"writer-{number}.txt"


def committed_by(number: int, variables: dict[str, str]) -> int:
    """How many transactions a writer has said to have committed."""
    return said_by(number, variables).read_text().count("\n")


@pytest.mark.slow
@pytest.mark.usefixtures("own_log")
def test_several_writers_keep_one_chain(tmp_path: Path) -> None:
    variables = environment(tmp_path)
    run(MIGRATE, variables)
    writers = [start(number, variables, records=RECORDS) for number in range(WRITERS)]

    assert [writer.wait(timeout=60) for writer in writers] == [0] * WRITERS
    transactions = WRITERS * RECORDS
    assert run(TELL, variables) == f"None {2 * transactions} {transactions} {transactions} {transactions}"


@pytest.mark.slow
@pytest.mark.usefixtures("own_log")
def test_writers_that_are_killed_leave_a_whole_chain_and_lose_nothing_that_was_committed(tmp_path: Path) -> None:
    variables, chance = environment(tmp_path), random.Random(3)  # noqa: S311 - no secret
    run(MIGRATE, variables)
    numbers = range(ROUNDS * WRITERS)
    for first in range(0, len(numbers), WRITERS):
        writers = {number: start(number, variables, records=100_000) for number in numbers[first : first + WRITERS]}
        while not all(committed_by(number, variables) for number in writers):
            time.sleep(0.05)
        for writer in writers.values():
            time.sleep(chance.uniform(0, 0.3))
            writer.kill()
            writer.wait(timeout=60)

    finding, links, reads, different, answers = run(TELL, variables).split()
    committed = sum(committed_by(number, variables) for number in numbers)
    assert finding == "None"
    assert int(links) == 2 * int(reads)
    assert reads == different == answers
    assert committed <= int(reads) <= committed + len(numbers), "killed between the commit and its announcement"


@pytest.mark.django_db
def test_the_chain_can_be_verified_within_a_transaction_that_is_not_over() -> None:
    before = verify_chain().links
    write(2)
    assert verify_chain().links == before + 2 == AuditLink.objects.count()
