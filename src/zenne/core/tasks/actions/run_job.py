"""Do what a job says."""

from datetime import UTC, datetime
from typing import Any

import structlog
from django.db import InterfaceError, OperationalError, connection, transaction
from django_tasks.base import TaskContext
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult

from zenne.core.access.public import internal, records_nothing
from zenne.core.tasks.actions.fail_job import fail_job
from zenne.core.tasks.actions.put_back_job import put_back_job
from zenne.core.tasks.deadline import deadline
from zenne.core.tasks.errors import LeaseLost, UnknownWork
from zenne.core.tasks.jobs import Job, finish
from zenne.core.tasks.work import Work, work_at

log = structlog.get_logger("zenne.work")
STOPS_PYTHON = (SystemExit, KeyboardInterrupt)
"""A job that raises one of these has failed; it does not end its worker. Signals to the worker are not exceptions."""


@internal
@records_nothing(because="what happens in the background is no doing of a person; the work that it does records")
def run_job(job: Job) -> None:
    """Do a job that was claimed: afterwards it is done, waits for its next attempt, has failed, or is somebody else's.

    Raises:
        OperationalError, InterfaceError: the database went away, so none of this could be written down.
    """
    try:
        work = known_work(job)
    except UnknownWork:
        put_back_job(job)
        return
    try:
        with deadline(work.longest):
            do(job, work=work)
    except LeaseLost:
        log.warning("work was given to another worker", work=job.path, job=str(job.id))
    except (Exception, *STOPS_PYTHON) as error:
        if isinstance(error, OperationalError | InterfaceError) and not is_database_there():
            raise
        fail_job(job, work=work, error=error, now=datetime.now(UTC))


def known_work(job: Job) -> Work[..., Any]:
    """Raises UnknownWork when this version of the program cannot do it."""
    work = work_at(job.path)
    if job.version > work.version:
        raise UnknownWork(job.path)
    return work


def do(job: Job, *, work: Work[..., Any]) -> None:
    """Call the work, and mark the job as done in the same transaction where the work allows that."""
    if not work.is_atomic:
        finish(job, value=call(job, work=work), now=datetime.now(UTC))
        return
    with transaction.atomic():
        finish(job, value=call(job, work=work), now=datetime.now(UTC))


def call(job: Job, *, work: Work[..., Any]) -> Any:
    """The result as JSON."""
    args = (context_of(job), *job.args) if work.takes_context else job.args
    return normalize_json(work.call(*args, **job.kwargs))


def context_of(job: Job) -> TaskContext:
    result: Any = DBTaskResult.objects.get(pk=job.id).task_result
    return TaskContext(task_result=result)


def is_database_there() -> bool:
    """Whether the connection still works: a lock that was not free in time is a failure like others."""
    return bool(connection.is_usable())
