"""Write down work for a worker."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from zenne.core.access.public import internal, records_nothing
from zenne.core.tasks.backend import new_job
from zenne.core.tasks.models import IdempotencyKey
from zenne.core.tasks.work import Work


@dataclass(frozen=True, slots=True)
class Enqueued:
    """A job that is written. ``is_new`` is false when another call with the same key had written it already."""

    job: UUID
    is_new: bool = True


@internal
@records_nothing(because="what happens in the background is no doing of a person; the work that it does records")
def enqueue(
    work: Work[..., Any],
    *,
    arguments: Mapping[str, Any] | None = None,
    idempotency_key: str = "",
    run_after: datetime | None = None,
    priority: int | None = None,
) -> Enqueued:
    """Write a job in the caller's transaction: it is done if, and only if, that is committed.

    Args:
        arguments: what the work is called with, by name; JSON.
        idempotency_key: a second call with the same key writes nothing and returns the first job, for as long as
            that is kept (two weeks after it was done). At most 200 characters.
        run_after: not before this moment.
        priority: from -100 to 100, the highest first; that of the work itself when not given.
    """
    wanted = work.using(priority=priority, run_after=run_after)
    job = new_job(wanted, args=(), kwargs=dict(arguments or {}), id_=uuid.uuid4())
    if not idempotency_key:
        job.save(force_insert=True)
        return Enqueued(job.pk)
    with transaction.atomic():
        # The key comes first: whoever is second waits for the first, and then sees it. The reference to a job that is
        # not there yet is checked at the end of the transaction.
        IdempotencyKey.objects.bulk_create([IdempotencyKey(key=idempotency_key, job=job)], ignore_conflicts=True)
        known = IdempotencyKey.objects.values_list("job_id", flat=True).get(key=idempotency_key)
        if known == job.pk:
            job.save(force_insert=True)
    return Enqueued(known, is_new=known == job.pk)


def enqueue_each(work: Work[..., Any], *, arguments: Iterable[Mapping[str, Any]], priority: int | None = None) -> None:
    """The same for many calls of some work: one statement, however many they are."""
    wanted = work.using(priority=priority)
    DBTaskResult.objects.bulk_create(
        [new_job(wanted, args=(), kwargs=dict(each), id_=uuid.uuid4()) for each in arguments]
    )
