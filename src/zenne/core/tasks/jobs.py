"""A job in the hands of a worker, and the one sentence of SQL by which it is taken and by which it is finished.

Both are written by hand: they run once for every job, and the object-relational mapper would need a transaction of two
queries to take one. The condition on ``worker_ids`` is the fence. A worker's name stands at its end from the moment it
takes the job; a worker that was given up for dead finds another list there and cannot finish.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from zenne.core.tasks.errors import LeaseLost

TABLE: Final = DBTaskResult._meta.db_table  # noqa: SLF001 - Django documents it
WITH_NAME: Final = {
    "sqlite": "json_insert(worker_ids, '$[#]', %s)",
    "postgresql": "worker_ids || to_jsonb(%s::text)",
}
NEXT_JOB: Final = f"""
    SELECT id FROM {TABLE} WHERE status = 'READY' AND run_after <= %s
    ORDER BY priority DESC, run_after, enqueued_at LIMIT 1"""  # noqa: S608 - constants alone
LOCKED: Final = {"sqlite": "", "postgresql": " FOR UPDATE SKIP LOCKED"}
TAKE: Final = {
    vendor: f"UPDATE {TABLE} SET status = 'RUNNING', started_at = %s, worker_ids = {WITH_NAME[vendor]} "  # noqa: S608
    f"WHERE id = ({NEXT_JOB}{locked}) RETURNING id, task_path, args_kwargs, worker_ids"
    for vendor, locked in LOCKED.items()
}
FINISH: Final = f"""
    UPDATE {TABLE} SET status = 'SUCCESSFUL', finished_at = %s, return_value = %s, exception_class_path = '',
    traceback = '' WHERE id = %s AND status = 'RUNNING' AND worker_ids = %s"""  # noqa: S608 - constants alone


@dataclass(frozen=True, slots=True)
class Job:
    """A job that a worker has taken. ``workers``: all that ever took it, the last one has it now."""

    id: UUID
    path: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    version: int
    workers: tuple[str, ...]
    fence: str

    @property
    def attempt(self) -> int:
        """Which attempt this is, from 1."""
        return len(self.workers)

    @property
    def worker(self) -> str:
        return self.workers[-1]


def take_next(*, worker: str, now: datetime) -> Job | None:
    """Take the most urgent job that is due, or nothing when none is; one statement."""
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(TAKE[connection.vendor], [moment, worker, moment])
        row = cursor.fetchone()
    return None if row is None else job_of_row(*row)


def job_of_row(identifier: UUID | str, path: str, call: str, workers: str) -> Job:
    what = json.loads(call)
    return Job(
        id=identifier if isinstance(identifier, UUID) else UUID(identifier),
        path=path,
        args=tuple(what["args"]),
        kwargs=what["kwargs"],
        version=what.get("version", 1),
        workers=tuple(json.loads(workers)),
        fence=workers,
    )


def finish(job: Job, *, value: object, now: datetime) -> None:
    """Mark a job as done; one statement.

    Raises:
        LeaseLost: it is not this worker's any more.
    """
    moment = connection.ops.adapt_datetimefield_value(now)
    identifier = job.id if connection.vendor == "postgresql" else job.id.hex
    with connection.cursor() as cursor:
        cursor.execute(FINISH, [moment, json.dumps(value), identifier, job.fence])
        if cursor.rowcount != 1:
            raise LeaseLost(str(job.id))


def held(job: Job) -> "QuerySet[DBTaskResult[..., Any]]":
    """The job's row, as long as its worker still has it."""
    mine = {f"worker_ids__{job.attempt - 1}": job.worker, f"worker_ids__{job.attempt}__isnull": True}
    return DBTaskResult.objects.filter(pk=job.id, status=TaskResultStatus.RUNNING, **mine)
