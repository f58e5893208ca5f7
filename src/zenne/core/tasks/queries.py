"""What waits, runs, failed and was done; who works; what begins by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.db.models.functions import Now
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from zenne.core.access.public import Asker, needs
from zenne.core.tasks.errors import UnknownWork
from zenne.core.tasks.models import Failure, Schedule, Worker
from zenne.core.tasks.permissions import SEE_WORK
from zenne.core.tasks.schedules import declared_schedules
from zenne.core.tasks.wording import words_of_error, words_of_timetable
from zenne.core.tasks.work import MOST_ATTEMPTS, work_at

JOBS_ON_A_PAGE = 50


class JobState(StrEnum):
    """Where a job is, as the address of the page says it."""

    FAILED = "failed"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"


STATUS = {
    JobState.FAILED: TaskResultStatus.FAILED,
    JobState.WAITING: TaskResultStatus.READY,
    JobState.RUNNING: TaskResultStatus.RUNNING,
    JobState.DONE: TaskResultStatus.SUCCESSFUL,
}
STATE = {str(status): state for state, status in STATUS.items()}
ORDER = {
    JobState.FAILED: ("-finished_at",),
    JobState.WAITING: ("-priority", "run_after", "enqueued_at"),
    JobState.RUNNING: ("started_at",),
    JobState.DONE: ("-finished_at",),
}


@dataclass(frozen=True, slots=True)
class JobLine:
    """A job as people see it, without anything that it was given."""

    id: UUID
    title: str
    state: JobState
    enqueued_at: datetime
    due_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    attempts: int
    max_attempts: int
    problem: str
    worker: str

    @property
    def may_be_retried(self) -> bool:
        return self.state is JobState.FAILED or (self.state is JobState.WAITING and bool(self.problem))


@dataclass(frozen=True, slots=True)
class JobDetails:
    """What a job was given, and the messages of its failures by their number: may be personal data."""

    args: Sequence[Any]
    kwargs: Mapping[str, Any]
    messages: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """A schedule as people see it. ``state``: of the job that it began last; None when it is not known any more."""

    name: str
    title: str
    about: str
    timetable: str
    due_at: datetime
    last_due_at: datetime | None
    state: JobState | None
    job: UUID | None


@needs(SEE_WORK)
def counts(*, asker: Asker) -> dict[JobState, int]:
    """How many jobs there are in each state; one query."""
    found = dict(DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk")))
    return {state: found.get(status, 0) for state, status in STATUS.items()}


@needs(SEE_WORK)
def workers_at_work(*, asker: Asker) -> int:
    """How many workers said recently that they are there."""
    return Worker.objects.filter(lease_until__gt=Now()).count()


@needs(SEE_WORK)
def jobs_in(state: JobState, *, asker: Asker, page: int) -> "Page[Any]":
    """A page of jobs in a state as ``JobLine``; the last page when there are fewer."""
    rows = DBTaskResult.objects.filter(status=STATUS[state]).order_by(*ORDER[state])
    found: Page[Any] = Paginator(rows.defer("args_kwargs", "return_value", "traceback"), JOBS_ON_A_PAGE).get_page(page)
    found.object_list = [line_of(row) for row in found.object_list]
    return found


@needs(SEE_WORK)
def job_line(identifier: UUID, *, asker: Asker) -> JobLine | None:
    """One job; None when there is none."""
    row = DBTaskResult.objects.filter(pk=identifier).first()
    return None if row is None else line_of(row)


def line_of(row: "DBTaskResult[..., Any]") -> JobLine:
    title, max_attempts = known(row.task_path)
    return JobLine(
        id=row.pk,
        title=title,
        state=STATE[row.status],
        enqueued_at=row.enqueued_at,
        due_at=row.run_after,
        started_at=row.started_at,
        finished_at=row.finished_at,
        attempts=len(row.worker_ids),
        max_attempts=max_attempts,
        problem=words_of_error(row.exception_class_path) if row.exception_class_path else "",
        worker=row.worker_ids[-1] if row.worker_ids else "",
    )


def known(path: str) -> tuple[str, int]:
    """The title and the attempts of some work; its name in the program when this version does not know it."""
    try:
        work = work_at(path)
    except UnknownWork:
        return path.rpartition(".")[2].replace("_", " "), MOST_ATTEMPTS
    return str(work.title or work.name), work.max_attempts


@dataclass(frozen=True, slots=True)
class FailureLine:
    """A failed attempt as people see it; ``message`` is empty for those who may not read it."""

    number: int
    attempt: int
    failed_at: datetime
    kind: str
    words: str
    traceback: str
    message: str = ""


@needs(SEE_WORK)
def failures_of(identifier: UUID, *, asker: Asker, messages: Mapping[int, str]) -> list[FailureLine]:
    """The failed attempts of a job, the newest first."""
    return [
        FailureLine(
            number=row.pk,
            attempt=row.attempt,
            failed_at=row.failed_at,
            kind=row.kind,
            words=words_of_error(row.kind),
            traceback=row.traceback,
            message=messages.get(row.pk, ""),
        )
        for row in Failure.objects.filter(job=identifier).defer("message").order_by("-pk")
    ]


@needs(SEE_WORK)
def schedules(*, asker: Asker) -> list[ScheduleLine]:
    """What begins by itself, by its next moment; without those that only another version of the program knows."""
    declared = declared_schedules()
    rows = Schedule.objects.filter(name__in=declared).select_related("last_job").order_by("due_at", "name")
    return [
        ScheduleLine(
            name=row.name,
            title=str(declared[row.name].work.title),
            about=str(declared[row.name].about),
            timetable=words_of_timetable(declared[row.name].timetable),
            due_at=row.due_at,
            last_due_at=row.last_due_at,
            state=STATE[row.last_job.status] if row.last_job else None,
            job=row.last_job_id,
        )
        for row in rows
    ]
