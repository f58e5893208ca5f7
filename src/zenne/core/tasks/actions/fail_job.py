"""Say that an attempt did not succeed."""

import random
import traceback
from datetime import datetime

import structlog
from django.db import transaction
from django_tasks import TaskResultStatus

from zenne.core.access.public import internal, records_nothing
from zenne.core.tasks.jobs import Job, held
from zenne.core.tasks.models import Failure
from zenne.core.tasks.work import Work

log = structlog.get_logger("zenne.work")
LONGEST_MESSAGE = 2000


@internal
@records_nothing(because="what happens in the background is no doing of a person; the work that it does records")
def fail_job(job: Job, *, work: Work[..., object], error: BaseException, now: datetime) -> bool:
    """Write down why an attempt failed; the job waits for the next one, or has failed after the last.

    Returns whether it was written: not when the job is somebody else's meanwhile.
    """
    is_last = job.attempt >= work.max_attempts
    wait = work.backoff.wait(job.attempt, chance=random.random())  # noqa: S311 - spreads attempts, hides nothing
    kind, places = kind_of(error), places_of(error)
    changes = {"status": TaskResultStatus.FAILED, "finished_at": now} if is_last else again(now + wait)
    with transaction.atomic():
        if not held(job).update(exception_class_path=kind, traceback=places, **changes):
            return False
        Failure.objects.create(
            job_id=job.id,
            attempt=job.attempt,
            worker=job.worker,
            failed_at=now,
            kind=kind,
            message=str(error)[:LONGEST_MESSAGE],
            traceback=places,
        )
    log.warning("work failed", work=job.path, job=str(job.id), kind=kind, attempt=job.attempt, is_last=is_last)
    return True


def again(moment: datetime) -> dict[str, object]:
    return {"status": TaskResultStatus.READY, "run_after": moment}


def kind_of(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"[:255]


def places_of(error: BaseException) -> str:
    """Where it happened, from the outermost call to the innermost, of the error and of what led to it.

    Without the messages of the errors: these may repeat what people typed.
    """
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    earlier = f"{places_of(before)}\n" if before else ""
    return f"{earlier}{''.join(traceback.format_tb(error.__traceback__))}{kind_of(error)}\n"
