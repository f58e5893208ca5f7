"""Look at the address of a feed, and load its file when it is another than before."""

import random
from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from zenne.core.access.public import internal, records_nothing
from zenne.dataportal.ingest.fetching import Fetched, Known, fetch, name_of
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.models import Feed, Load
from zenne.dataportal.rules.waits import next_look
from zenne.dataportal.storage.folders import loads_folder
from zenne.dataportal.storage.received import file_name


@internal
def due_feeds(*, at: datetime) -> list[tuple[int, str]]:
    """The feeds to look at now: each with a name that is another for each time it is due."""
    found = Feed.objects.filter(due_at__lte=at, table__dataset__retired_at=None).values_list("pk", "due_at")
    return [(pk, f"dataportal.feed:{pk}:{due.isoformat()}") for pk, due in found]


@internal
@records_nothing(because="the load that it makes is recorded")
def fetch_feed(*, feed: int, begin: Callable[[str], object]) -> UUID | None:
    """Fetch what is new and let ``begin`` have it loaded. Returns the load; None when nothing is new or nothing came.

    A failure is kept with the feed, for the steward to read, and tried again, later each time.
    """
    found = Feed.objects.select_related("load").filter(pk=feed).first()
    if found is None or found.due_at > timezone.now():
        return None
    identifier = uuid4()
    path = loads_folder() / file_name(identifier, name_of(found.url))
    try:
        fetched = fetch(found.url, path, known=known_of(found))
    except CannotLoad as error:
        note_failure(found, error)
        return None
    if fetched is None or (fetched.sha256 == found.sha256 and is_loaded(found)):
        path.unlink(missing_ok=True)
        note(found, **({} if fetched is None else marks_of(fetched)))
        return None
    try:
        return begin_load(found, fetched, identifier, path.name, begin)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def is_loaded(feed: Feed) -> bool:
    """Whether the file that was fetched last became rows, or will."""
    return feed.load is not None and feed.load.state != Load.State.FAILED


def known_of(feed: Feed) -> Known | None:
    """What may be asked for only if it changed: nothing, when the last file did not become rows."""
    return Known(feed.etag, feed.last_modified) if is_loaded(feed) else None


def marks_of(fetched: Fetched) -> dict[str, str]:
    return {
        "etag": fetched.known.etag, "last_modified": fetched.known.last_modified, "sha256": fetched.sha256,
    }  # fmt: skip


@transaction.atomic
def begin_load(feed: Feed, fetched: Fetched, identifier: UUID, file: str, begin: Callable[[str], object]) -> UUID:
    load = Load.objects.create(
        pk=identifier, table_id=feed.table_id, way=feed.way, sheet=feed.sheet, name=fetched.name,
        url=fetched.url[:2000], file=file,
        sha256=fetched.sha256, bytes=fetched.bytes, asked_by=feed.asked_by, asked_at=timezone.now(),
    )  # fmt: skip
    begin(str(load.pk))
    note(feed, load=load, **marks_of(fetched))
    return load.pk


def note(feed: Feed, **columns: object) -> None:
    """Write down that it was looked at, and when that is next. Not when somebody changed the feed meanwhile."""
    now = timezone.now()
    due = next_look(now, at=feed.at, failures=0, time_zone=ZoneInfo(settings.TIME_ZONE))
    seen = {"checked_at": now, "due_at": due, "failures": 0, "problem": "", "details": {}}
    Feed.objects.filter(pk=feed.pk, url=feed.url, asked_at=feed.asked_at).update(**{**seen, **columns})


def note_failure(feed: Feed, error: CannotLoad) -> None:
    failures = feed.failures + 1
    zone, chance = ZoneInfo(settings.TIME_ZONE), random.random()  # noqa: S311 - only spreads the load
    due = next_look(timezone.now(), at=feed.at, failures=failures, time_zone=zone, chance=chance)
    note(feed, due_at=due, failures=failures, problem=error.code, details=error.details)
