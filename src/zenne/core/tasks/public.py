"""Background work, for all modules: make it, write it down, let it begin by itself."""

from zenne.core.tasks.actions.enqueue import Enqueued, enqueue, enqueue_each
from zenne.core.tasks.permissions import READ_WORK_DETAILS, RETRY_WORK, SEE_WORK
from zenne.core.tasks.rules.backoff import Backoff
from zenne.core.tasks.rules.timetables import Daily, Every, Monthly, Timetable
from zenne.core.tasks.schedules import schedule
from zenne.core.tasks.work import Work, work
from zenne.core.tasks.worker import Worker

__all__ = [
    "READ_WORK_DETAILS",
    "RETRY_WORK",
    "SEE_WORK",
    "Backoff",
    "Daily",
    "Enqueued",
    "Every",
    "Monthly",
    "Timetable",
    "Work",
    "Worker",
    "enqueue",
    "enqueue_each",
    "schedule",
    "work",
]
