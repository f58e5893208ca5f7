"""Take the next job."""

from datetime import datetime

from zenne.core.access.public import internal, records_nothing
from zenne.core.tasks.jobs import Job, take_next


@internal
@records_nothing(because="what happens in the background is no doing of a person; the work that it does records")
def claim_job(*, worker: str, now: datetime) -> Job | None:
    """Take the most urgent job that is due; nothing when none is. No other worker gets the same."""
    return take_next(worker=worker, now=now)
