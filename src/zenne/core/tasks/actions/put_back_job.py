"""Leave a job to others."""

import random
from datetime import UTC, datetime, timedelta

import structlog
from django_tasks import TaskResultStatus

from zenne.core.access.public import internal, records_nothing
from zenne.core.tasks.actions.fail_job import kind_of
from zenne.core.tasks.errors import UnknownWork
from zenne.core.tasks.jobs import Job, held

log = structlog.get_logger("zenne.work")
PAUSE = timedelta(seconds=30)


@internal
@records_nothing(because="what happens in the background is no doing of a person; the work that it does records")
def put_back_job(job: Job) -> None:
    """Leave a job that this version of the program does not know to a newer worker; no attempt is counted.

    It pauses for half a minute or less, so that a worker with the newer program can come first.
    """
    pause = PAUSE * random.uniform(0.5, 1)  # noqa: S311 - spreads attempts, hides nothing
    held(job).update(
        status=TaskResultStatus.READY,
        run_after=datetime.now(UTC) + pause,
        worker_ids=list(job.workers[:-1]),
        exception_class_path=kind_of(UnknownWork()),
        traceback="",
    )
    log.warning("work is unknown to this version and left to a newer one", work=job.path, version=job.version)
