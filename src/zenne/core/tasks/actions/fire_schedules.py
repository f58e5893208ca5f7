"""Begin what is due by itself."""

from datetime import datetime
from zoneinfo import ZoneInfo

import structlog
from django.db import transaction

from zenne.core.access.public import internal, records_nothing
from zenne.core.tasks.actions.enqueue import enqueue
from zenne.core.tasks.models import Schedule
from zenne.core.tasks.schedules import DeclaredSchedule, declared_schedules

log = structlog.get_logger("zenne.work")


@internal
@records_nothing(because="what happens in the background is no doing of a person; the work that it does records")
def fire_schedules(*, now: datetime, time_zone: ZoneInfo) -> int:
    """Write a job for each schedule that is due; returns how many.

    Whoever moves the due moment on writes the job, in one transaction: another worker finds it moved already.
    """
    declared = declared_schedules()
    due = Schedule.objects.filter(due_at__lte=now, name__in=declared)
    return sum(fire(row, schedule=declared[row.name], now=now, time_zone=time_zone) for row in due)


def fire(row: Schedule, *, schedule: DeclaredSchedule, now: datetime, time_zone: ZoneInfo) -> bool:
    with transaction.atomic():
        next_due = schedule.timetable.next_after(max(now, row.due_at), time_zone=time_zone)
        mine = Schedule.objects.filter(name=row.name, due_at=row.due_at)
        if not mine.update(due_at=next_due, last_due_at=row.due_at):
            return False
        job = enqueue(schedule.work, arguments=schedule.arguments)
        Schedule.objects.filter(name=row.name).update(last_job=job.job)
    log.info("begun by its schedule", schedule=row.name)
    return True
