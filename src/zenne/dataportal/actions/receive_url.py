"""Take an address from which a file is fetched and loaded in the background: once, or again and again."""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import uuid4

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.tasks.public import enqueue
from zenne.dataportal.actions.receive_file import Target, table_of
from zenne.dataportal.ingest.fetching import checked_url
from zenne.dataportal.models import Feed, Load
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.tasks import process_load


@dataclass(frozen=True, slots=True)
class Repeated:
    """How often an address is looked at again: every hour, or every day ``at`` a time on the clock of the city."""

    period: Feed.Period
    at: time | None = None


@needs(MANAGE_DATA)
def receive_url(
    *, asker: Asker, url: str, target: Target, at: datetime, repeated: Repeated | None = None
) -> Load | Feed:
    """Write down what is fetched, and let a worker begin. Returns the load, or what is fetched again and again.

    Raises:
        CannotLoad: the address is none that is fetched.
    """
    checked_url(url)
    with transaction.atomic():
        table = table_of(target, at=at)
        record(
            asker=asker,
            action="data.fetch" if repeated is None else "data.fetch-regularly",
            thing=f"dataset:{target.dataset}",
            details={"table": target.table, "url": url, "way": target.way},
        )
        if repeated is not None:
            feed, _is_new = Feed.objects.update_or_create(
                table=table,
                defaults={
                    "url": url, "way": target.way, "sheet": target.sheet, "period": repeated.period, "at": repeated.at,
                    "etag": "", "last_modified": "", "sha256": "", "due_at": at, "failures": 0, "problem": "",
                    "details": {}, "asked_by": asker.key, "asked_at": at,
                },
            )  # fmt: skip
            return feed
        load = Load.objects.create(
            pk=uuid4(),
            table=table,
            way=target.way,
            sheet=target.sheet,
            key=list(target.key),
            name=url[:255],
            url=url,
            asked_by=asker.key,
            asked_at=at,
        )
        enqueue(process_load, arguments={"load": str(load.pk)})
    return load
