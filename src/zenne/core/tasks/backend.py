"""The database backend of django-tasks, with work that can be tried again."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django_tasks_db import DatabaseBackend
from django_tasks_db.compat import normalize_json
from django_tasks_db.models import DBTaskResult

from zenne.core.tasks.work import Work


class WorkBackend(DatabaseBackend):
    """Every task, also one of a third party, is work."""

    task_class = Work  # type: ignore[assignment]  # generic in the same two types

    def _task_to_db_task(self, task: Work[..., Any], args: Any, kwargs: Any) -> "DBTaskResult[..., Any]":  # type: ignore[override]
        job = new_job(task, args=args, kwargs=kwargs)
        job.save(force_insert=True)
        return job


def new_job(task: Work[..., Any], *, args: Any, kwargs: Any, id_: UUID | None = None) -> "DBTaskResult[..., Any]":
    """A job that is not yet written.

    What may begin at once is due from now on, where the backend says the year 9999: so what is due is one stretch of
    the index. The version of the arguments stands beside them when it is not the first.
    """
    call = {"args": args, "kwargs": kwargs} | ({} if task.version == 1 else {"version": task.version})
    job: DBTaskResult[..., Any] = DBTaskResult(
        args_kwargs=normalize_json(call),
        priority=task.priority,
        task_path=task.module_path,
        queue_name=task.queue_name,
        run_after=task.run_after or datetime.now(UTC),
        backend_name=task.backend,
    )
    if id_ is not None:
        job.id = id_
    return job
