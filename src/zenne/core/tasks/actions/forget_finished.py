"""Forget work that was done long ago."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from zenne.core.access.public import internal, records_nothing

DONE_KEPT_FOR: Final = timedelta(days=14)
FAILED_KEPT_FOR: Final = timedelta(days=90)
AT_ONCE: Final = 500


@internal
@records_nothing(because="what happens in the background is no doing of a person; the work that it does records")
def forget_finished(*, now: datetime) -> int:
    """Delete jobs that were done two weeks ago, or failed three months ago, with all that was kept of them.

    In small transactions of their own, so that others can write between them. Returns how many jobs.
    """
    done = DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - DONE_KEPT_FOR)
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, finished_at__lt=now - FAILED_KEPT_FOR)
    return delete_in_parts(done) + delete_in_parts(failed)


def delete_in_parts(jobs: "QuerySet[DBTaskResult[..., Any]]") -> int:
    deleted = 0
    while part := list(jobs.order_by().values_list("pk", flat=True)[:AT_ONCE]):
        DBTaskResult.objects.filter(pk__in=part).delete()
        deleted += len(part)
    return deleted
