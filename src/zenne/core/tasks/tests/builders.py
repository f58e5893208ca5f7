"""Workers and jobs for tests."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django_tasks_db.models import DBTaskResult

from zenne.core.tasks.actions.claim_job import claim_job
from zenne.core.tasks.actions.keep_lease import keep_lease
from zenne.core.tasks.actions.run_job import run_job
from zenne.core.tasks.jobs import Job

LATER = timedelta(days=1)
WORKER = "a-worker"


def take(*, worker: str = WORKER, after: timedelta = timedelta()) -> Job | None:
    """What a worker takes; ``after`` moves its clock on."""
    keep_lease(worker=worker, lease=timedelta(minutes=1), now=datetime.now(UTC))
    return claim_job(worker=worker, now=datetime.now(UTC) + after)


def work_off(*, after: timedelta = timedelta(), most: int = 100) -> int:
    """Do everything that is due; returns how many attempts that took."""
    for count in range(most):
        job = take(after=after)
        if job is None:
            return count
        run_job(job)
    raise AssertionError("there is no end to it")


def row(identifier: UUID | str) -> "DBTaskResult[..., Any]":
    return DBTaskResult.objects.get(pk=identifier)
