"""Several processes write at once and are killed while they do: one chain without gaps, and no fact without record."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.beside import tables_beside, variables_beside

from zenne.core.audit.models import AuditLink
from zenne.core.audit.public import verify_chain
from zenne.core.audit.tests.builders import write

WRITERS, RECORDS, ROUNDS = 4, 40, 2
SETUP = """
import django
django.setup()
import os, random, signal, time
from pathlib import Path
from django.conf import settings
from django.db import connection, transaction
from zenne.core.access.public import SYSTEM
from zenne.core.audit.public import AuditRecord, record, verify_chain

def said_by(writer):
    return Path(settings.DATA_FOLDER) / f"writer-{writer}.txt"

def committed_by(writer):
    # How many transactions a writer has said to have committed.
    return said_by(writer).read_text().count("\\n") if said_by(writer).exists() else 0

def write(writer, records):
    with said_by(writer).open("w", buffering=1) as said:
        for number in range(records):
            with transaction.atomic():
                record(asker=SYSTEM, action="letters.read", thing=f"letter:{writer}-{number}")
                if number % 3 == 0:
                    try:
                        with transaction.atomic():
                            record(asker=SYSTEM, action="letters.write", thing="never")
                            raise ValueError
                    except ValueError:
                        pass
                record(asker=SYSTEM, action="letters.answer", thing=f"letter:{writer}-{number}")
            print(number, file=said)

def start(writer, records):
    # A process of its own with a connection of its own; only the start of Python is saved.
    connection.close()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            write(writer, records)
            code = 0
        finally:
            os._exit(code)
    return child

def end(child):
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
"""
TO_THE_END = f"""
children = [start(writer, {RECORDS}) for writer in range({WRITERS})]
print(*[end(child) for child in children])
"""
KILLED = f"""
chance = random.Random(3)
for first in range(0, {ROUNDS * WRITERS}, {WRITERS}):
    writers = range(first, first + {WRITERS})
    children = [start(writer, 100_000) for writer in writers]
    while not all(map(committed_by, writers)):
        time.sleep(0.05)
    for child in children:
        time.sleep(chance.uniform(0, 0.3))
        os.kill(child, signal.SIGKILL)
        assert end(child) == -signal.SIGKILL
print(sum(map(committed_by, range({ROUNDS * WRITERS}))))
"""
TELL = """
connection.close()
time.sleep(0.5)  # PostgreSQL may still be at the last word of a client that is gone
seen = verify_chain()
things = list(AuditRecord.objects.filter(action='letters.read').values_list('thing', flat=True))
pairs = AuditRecord.objects.filter(action='letters.answer').count()
print(seen.finding, seen.links, len(things), len(set(things)), pairs)
"""


def run(program: str, folder: Path) -> list[list[str]]:
    """The words of each line that a program prints."""
    tables_beside(folder)
    done = subprocess.run(
        [sys.executable, "-c", SETUP + program + TELL],
        env=variables_beside(folder),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return [line.split() for line in done.stdout.splitlines()]


@pytest.mark.slow
@pytest.mark.usefixtures("own_log")
def test_several_writers_keep_one_chain(tmp_path: Path) -> None:
    ends, told = run(TO_THE_END, tmp_path)

    assert ends == ["0"] * WRITERS
    transactions = str(WRITERS * RECORDS)
    assert told == ["None", str(2 * WRITERS * RECORDS), transactions, transactions, transactions]


@pytest.mark.slow
@pytest.mark.usefixtures("own_log")
def test_writers_that_are_killed_leave_a_whole_chain_and_lose_nothing_that_was_committed(tmp_path: Path) -> None:
    [committed], [finding, links, reads, different, answers] = run(KILLED, tmp_path)

    assert finding == "None"
    assert int(links) == 2 * int(reads)
    assert reads == different == answers
    assert 0 < int(committed) <= int(reads)
    assert int(reads) <= int(committed) + ROUNDS * WRITERS, "killed between the commit and its announcement"


@pytest.mark.django_db
def test_the_chain_can_be_verified_within_a_transaction_that_is_not_over() -> None:
    before = verify_chain().links
    write(2)
    assert verify_chain().links == before + 2 == AuditLink.objects.count()
