"""A worker leaves to others what its version of the program does not know."""

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from zenne.core.tasks.actions.give_back_jobs import give_back_jobs
from zenne.core.tasks.models import Failure, Worker
from zenne.core.tasks.public import enqueue
from zenne.core.tasks.tests import samples
from zenne.core.tasks.tests.builders import LATER, row, take, work_off

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["zenne.core.tasks.tests.samples.not_yet", "zenne.not_yet.work", "zenne.core.tasks.tests.samples.SOON"]
)
def test_unknown_work_waits_for_a_newer_worker(path: str) -> None:
    job = enqueue(samples.note).job
    DBTaskResult.objects.update(task_path=path)

    work_off()

    waiting = row(job)
    assert (waiting.status, waiting.worker_ids) == ("READY", [])
    assert waiting.exception_class_path.endswith("UnknownWork")
    assert timedelta(seconds=10) < waiting.run_after - datetime.now(UTC) <= timedelta(seconds=30)
    assert not Failure.objects.exists()


def test_newer_arguments_wait_for_a_newer_worker_and_older_ones_are_taken() -> None:
    job = enqueue(samples.newer, arguments={"what": "done"}).job
    call = row(job).args_kwargs
    assert call["version"] == 2

    DBTaskResult.objects.update(args_kwargs=call | {"version": 3})
    work_off()
    assert row(job).status == "READY"

    DBTaskResult.objects.update(args_kwargs=call | {"version": 1})
    work_off(after=LATER)
    assert row(job).status == "SUCCESSFUL"


def test_unknown_work_of_a_dead_worker_is_given_back_too() -> None:
    job = enqueue(samples.note).job
    assert take(worker="newer") is not None
    DBTaskResult.objects.update(task_path="zenne.not_yet.work")
    Worker.objects.all().delete()

    assert give_back_jobs() == 1
    assert row(job).status == "READY"
