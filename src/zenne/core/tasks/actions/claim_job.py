"""Take the next job."""

from datetime import datetime

from zenne.core.access.public import internal
from zenne.core.tasks.jobs import Job, take_next


@internal
def claim_job(*, worker: str, now: datetime) -> Job | None:
    """Take the most urgent job that is due; nothing when none is. No other worker gets the same."""
    return take_next(worker=worker, now=now)
