"""Give back the jobs of workers that are gone."""

from datetime import UTC, datetime, timedelta

import structlog
from django.db.models.functions import Now
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from zenne.core.access.public import internal, records_nothing
from zenne.core.tasks.actions.fail_job import fail_job
from zenne.core.tasks.errors import TookTooLong, UnknownWork, WorkerDied, WorkError
from zenne.core.tasks.jobs import Job
from zenne.core.tasks.models import Worker
from zenne.core.tasks.work import Work, work_at

log = structlog.get_logger("zenne.work")
SHOWN_AS_GONE = timedelta(days=1)


@internal
@records_nothing(because="what happens in the background is no doing of a person; the work that it does records")
def give_back_jobs(*, idle: str = "") -> int:
    """Give back each running job whose worker has no lease any more; returns how many.

    A worker that names itself as ``idle`` has none at hand: a job that still stands under its name is given back too.
    The attempt counts: a job that kills its workers ends as failed, like one that raises.
    """
    # The jobs first, then the workers: a job is taken after its worker has said that it is there.
    running = list(DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING))
    at_work = set(Worker.objects.filter(lease_until__gt=Now()).values_list("name", flat=True)) - {idle}
    given = sum(give_back(job) for job in running if job.worker_ids[-1] not in at_work)
    if given:
        log.warning("gave back the work of workers that are gone", jobs=given)
    Worker.objects.filter(lease_until__lt=datetime.now(UTC) - SHOWN_AS_GONE).delete()
    return given


def give_back(row: "DBTaskResult[..., object]") -> bool:
    job = Job(row.pk, row.task_path, (), {}, 1, tuple(row.worker_ids), "")
    try:
        work = work_at(row.task_path)
    except UnknownWork:
        work = Work(func=of_a_newer_program)
    now = datetime.now(UTC)
    return fail_job(job, work=work, error=reason(row, work=work, now=now), now=now)


def reason(row: "DBTaskResult[..., object]", *, work: Work[..., object], now: datetime) -> WorkError:
    """Why the worker is gone: a job that was at work for as long as it may has ended it."""
    kind = TookTooLong if row.started_at and now - row.started_at >= work.longest else WorkerDied
    return kind(kind.code)


def of_a_newer_program() -> None:
    """Stands for work that this version does not know: it is given the usual number of attempts."""
