"""Read what a job was given."""

from uuid import UUID

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.tasks.models import Failure
from zenne.core.tasks.permissions import READ_WORK_DETAILS
from zenne.core.tasks.queries import JobDetails


@needs(READ_WORK_DETAILS)
@transaction.atomic
def read_details(*, asker: Asker, job: UUID) -> JobDetails | None:
    """The arguments of a job and the messages of its failures; that somebody read them is written down.

    None when there is no such job.
    """
    row = DBTaskResult.objects.filter(pk=job).first()
    if row is None:
        return None
    record(asker=asker, action="tasks.read-details", thing=f"job:{job}")
    messages = dict(Failure.objects.filter(job=job).values_list("pk", "message"))
    return JobDetails(args=row.args_kwargs["args"], kwargs=row.args_kwargs["kwargs"], messages=messages)
