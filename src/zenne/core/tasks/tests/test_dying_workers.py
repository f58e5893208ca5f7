"""Workers are killed at random while a thousand jobs run: real processes, a real database, real SIGKILLs."""

import signal
import subprocess
from pathlib import Path

import pytest

from zenne.core.tasks.tests.processes import TABLE, Place, wait_for

JOBS = 1_000
KILL_AT_RANDOM = f"""
import os, random, signal, time
from datetime import timedelta
from zenne.core.tasks.worker import Worker as Process

LEASE = timedelta(seconds=0.5)
chance = random.Random({JOBS})

def start():
    # A process of its own with a connection of its own; only the start of Python is saved.
    connection.close()
    child = os.fork()
    if child == 0:
        Process(name=f"worker-{{os.getpid()}}-{{time.monotonic_ns()}}", lease=LEASE).run()
        os._exit(0)
    return child

def left():
    return DBTaskResult.objects.exclude(status="SUCCESSFUL").count()

with transaction.atomic():
    for number in range({JOBS}):
        enqueue(samples.add_row, arguments={{"number": number, "seconds": 0.004}})
workers, kills, end = [start() for _ in range(3)], 0, time.monotonic() + 60
while left() and time.monotonic() < end:
    if left() > {JOBS // 10}:
        time.sleep(chance.uniform(0.01, 0.12))
        chosen = chance.randrange(len(workers))
        os.kill(workers[chosen], signal.SIGKILL)
        os.waitpid(workers[chosen], 0)
        workers[chosen], kills = start(), kills + 1
    time.sleep(0.05)
for worker in workers:
    os.kill(worker, signal.SIGKILL)
print(kills)
"""
TELL = """
connection.close()
from collections import Counter
states = Counter(DBTaskResult.objects.filter(task_path__endswith="add_row").values_list("status", flat=True))
with connection.cursor() as cursor:
    cursor.execute("SELECT COUNT(*), COUNT(DISTINCT number) FROM work_effect")
    print(dict(states), *cursor.fetchone(), Failure.objects.filter(kind__endswith="WorkerDied").count())
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_each_effect_is_there_exactly_once_when_workers_are_killed_at_random(tmp_path: Path) -> None:
    printed, told = Place(tmp_path).run(TABLE + KILL_AT_RANDOM + TELL).splitlines()
    kills = int(printed)
    rows, distinct, deaths = map(int, told.split()[-3:])
    print(f"{kills} workers killed, {deaths} of them with a job at hand")
    assert told.startswith(f"{{'SUCCESSFUL': {JOBS}}}")
    assert (rows, distinct) == (JOBS, JOBS)
    assert kills >= 5  # a fast machine is done before many more die
    assert deaths > 5


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_told_to_stop_finishes_the_job_at_hand(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.run(TABLE + f"enqueue(samples.wait_for_go, arguments={{'folder': {str(tmp_path)!r}}})\nenqueue(samples.note)")
    with place.worker() as worker:
        assert wait_for((tmp_path / "began").exists, seconds=30)
        worker.send_signal(signal.SIGTERM)
        with pytest.raises(subprocess.TimeoutExpired):
            worker.wait(timeout=0.3)
        (tmp_path / "go").touch()
        assert worker.wait(timeout=30) == 0

    told = place.run("print(sorted(DBTaskResult.objects.values_list('status', flat=True)), Worker.objects.count())")
    assert told == "['READY', 'SUCCESSFUL'] 0\n"
    assert "worker stopped" in place.log


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_with_nothing_to_do_waits_and_stops_at_once(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.run(TABLE)
    with place.worker() as worker:
        assert wait_for(lambda: "worker ready" in place.log, seconds=30)
        with pytest.raises(subprocess.TimeoutExpired):
            worker.wait(timeout=0.5)
        worker.send_signal(signal.SIGINT)
        assert worker.wait(timeout=30) == 0
