"""What is done with data sets in the background."""

from datetime import time, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import SYSTEM
from zenne.core.tasks.public import Daily, Every, enqueue, schedule, work
from zenne.dataportal.actions.clear_files import clear_files
from zenne.dataportal.actions.correct_columns import correct_columns as correct
from zenne.dataportal.actions.end_dead_loads import end_dead_loads
from zenne.dataportal.actions.fetch_feed import due_feeds
from zenne.dataportal.actions.fetch_feed import fetch_feed as fetch
from zenne.dataportal.actions.fetch_load import fetch_load
from zenne.dataportal.actions.process_load import process_load as process
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.wording import problem_text


@work(title=_("Load a file into a data set"), is_atomic=False)
def process_load(load: str) -> dict[str, int | str]:
    """Carry out a load. What cannot be loaded is written there for people, and is not tried again.

    A worker that dies is followed by another that begins anew: readers see the version before until then.
    """
    try:
        fetch_load(load=UUID(load))
        version = process(asker=SYSTEM, load=UUID(load))
    except CannotLoad as error:
        return {"problem": problem_text(error.code, error.details)}
    return {"version": version.number, "rows": version.rows}


@work(title=_("Correct the columns of a table"), is_atomic=False)
def correct_columns(load: str) -> dict[str, int | str]:
    """Carry out a correction of columns. What cannot be done is written there for people, and is not tried again."""
    try:
        version = correct(asker=SYSTEM, load=UUID(load))
    except CannotLoad as error:
        return {"problem": problem_text(error.code, error.details)}
    return {"version": version.number, "rows": version.rows}


@work(title=_("See which data sets are to be fetched"))
def look_at_feeds() -> int:
    """Returns for how many the time has come."""
    due = due_feeds(at=timezone.now())
    for feed, once in due:
        enqueue(fetch_feed, arguments={"feed": feed}, idempotency_key=once)
    return len(due)


@work(title=_("Fetch a data set from its address"), is_atomic=False)
def fetch_feed(feed: int) -> str:
    """Returns the load, empty when nothing is new. A failure is kept with the feed and has its own wait."""
    load = fetch(feed=feed, begin=lambda load: enqueue(process_load, arguments={"load": load}))
    return str(load or "")


@work(title=_("Remove files of loads that nobody needs any more"), is_atomic=False)
def clear_unused_files() -> int:
    """Returns how many."""
    return clear_files()


@work(title=_("End loads whose program was stopped"), is_atomic=False)
def end_stopped_loads() -> int:
    """Returns how many."""
    return end_dead_loads()


def declare_schedules() -> None:
    """Let it begin by itself."""
    schedule("dataportal.look-at-feeds", look_at_feeds, Every(timedelta(minutes=1)))
    schedule("dataportal.end-stopped-loads", end_stopped_loads, Every(timedelta(minutes=5)))
    schedule("dataportal.clear-files", clear_unused_files, Daily(time(2, 40)))
