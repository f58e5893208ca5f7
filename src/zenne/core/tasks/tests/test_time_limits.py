"""A job that hangs ends its worker, and is tried again like any other that failed: real processes."""

import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from zenne.core.tasks.actions.give_back_jobs import give_back_jobs
from zenne.core.tasks.actions.run_job import run_job
from zenne.core.tasks.models import Failure, Worker
from zenne.core.tasks.public import enqueue
from zenne.core.tasks.tests import samples
from zenne.core.tasks.tests.builders import take
from zenne.core.tasks.tests.processes import TABLE, Place
from zenne.core.tasks.wording import words_of_error

WORKERS = """
import os, time
from datetime import timedelta
from zenne.core.tasks.worker import Worker as Process

enqueue(samples.hang, arguments={"number": 1})
enqueue(samples.hang_in_c)
ends, end = [], time.monotonic() + 60
while DBTaskResult.objects.exclude(status="FAILED").exists() and time.monotonic() < end:
    connection.close()
    child = os.fork()
    if child == 0:
        Process(name=f"worker-{os.getpid()}", lease=timedelta(seconds=0.5), until_done=True).run()
        os._exit(0)
    ends.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    time.sleep(0.1)
kinds = Failure.objects.order_by("job", "attempt").values_list("kind", flat=True)
with connection.cursor() as cursor:
    cursor.execute("SELECT COUNT(*) FROM work_effect")
    print([code for code in ends if code], sorted(set(kinds)), len(kinds), cursor.fetchone()[0])
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_job_that_hangs_ends_its_worker_and_is_tried_again_until_its_last_attempt(tmp_path: Path) -> None:
    killed = [-signal.SIGALRM] * 3
    assert Place(tmp_path).run(TABLE + WORKERS) == f"{killed} ['zenne.core.tasks.errors.TookTooLong'] 3 0\n"
    assert words_of_error("zenne.core.tasks.errors.TookTooLong") == "It took longer than it may, so it was stopped."


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "kind"), [(4, "WorkerDied"), (6, "TookTooLong")])
def test_a_worker_that_is_gone_had_too_long_a_job_or_died_of_something_else(minutes: int, kind: str) -> None:
    enqueue(samples.note)
    assert take() is not None
    DBTaskResult.objects.update(started_at=datetime.now(UTC) - timedelta(minutes=minutes))
    Worker.objects.all().delete()

    assert give_back_jobs() == 1
    assert Failure.objects.get().kind.endswith(f".{kind}")


@pytest.mark.django_db
def test_the_limit_of_one_job_does_not_reach_into_the_next() -> None:
    enqueue(samples.note)
    job = take()
    assert job is not None

    run_job(job)

    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_what_keeps_others_from_writing_may_take_less_long() -> None:
    assert samples.note.longest == timedelta(minutes=5)
    assert samples.hang.longest == timedelta(seconds=0.3)
