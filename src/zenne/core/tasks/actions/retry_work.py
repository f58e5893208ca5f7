"""Try failed work again."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.tasks.permissions import RETRY_WORK


@needs(RETRY_WORK)
@transaction.atomic
def retry_work(*, asker: Asker, job: UUID | None = None) -> int:
    """Let a failed job, or all of them, begin anew at once with all its attempts; returns how many.

    A job that waits for its next attempt and is named does not wait any longer. What failed before stays written down.
    """
    chosen = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED)
    if job is not None:
        states = (TaskResultStatus.FAILED, TaskResultStatus.READY)
        chosen = DBTaskResult.objects.filter(pk=job, status__in=states)
    count = chosen.update(status=TaskResultStatus.READY, run_after=datetime.now(UTC), finished_at=None, worker_ids=[])
    if count:
        thing = f"job:{job}" if job else ""
        record(asker=asker, action="tasks.retry", thing=thing, details={"jobs": count})
    return count
