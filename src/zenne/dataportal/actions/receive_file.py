"""Receive a file from somebody's computer, to be loaded in the background."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

from django.conf import settings
from django.db import IntegrityError, transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.languages.public import Translated
from zenne.core.tasks.public import enqueue
from zenne.dataportal.errors import OtherCall
from zenne.dataportal.models import Dataset, Load, Table
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.rules.descriptions import readable_title
from zenne.dataportal.rules.policies import Level
from zenne.dataportal.storage.folders import loads_folder
from zenne.dataportal.storage.received import file_name, put_on_disk
from zenne.dataportal.tasks import process_load

LONGEST_NAME: Final = 255


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it comes in: how it is called on the sender's computer, and its bytes in pieces."""

    name: str
    chunks: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Target:
    """Where its rows go. What does not exist yet is made, ``title`` and ``level`` are for a new data set.

    ``sheet`` is the one of a workbook that is wanted, ``key`` has the columns that become the key.
    """

    dataset: str
    table: str
    title: Translated
    level: Level
    way: str
    sheet: str = ""
    key: tuple[str, ...] = ()


@needs(MANAGE_DATA)
def receive_file(*, asker: Asker, received: Received, target: Target, at: datetime, once: str = "") -> Load:
    """Keep a file and let a worker load it. The file is on disk before this returns; readers see nothing of it yet.

    Args:
        once: what a program calls this call: a second one of the same name is the first one again.

    Raises:
        TooLarge, OtherCall: nothing was kept.
    """
    identifier = uuid4()
    path = loads_folder() / file_name(identifier, received.name)
    size, digest = put_on_disk(path, received.chunks)
    load = Load(
        pk=identifier,
        way=target.way,
        sheet=target.sheet,
        key=list(target.key),
        name=Path(received.name).name[-LONGEST_NAME:] or "file",
        file=path.name,
        sha256=digest,
        bytes=size,
        idempotency=hashlib.sha256(f"{asker.key}\n{once}".encode()).hexdigest() if once else "",
        asked_by=asker.key,
        asked_at=at,
    )
    try:
        kept: Load | None = known_call(load, target) or write_down(load, target, asker=asker)
    except IntegrityError:
        # Another call of the same name was quicker.
        kept = known_call(load, target)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    if kept != load:
        path.unlink(missing_ok=True)
    if kept is None:
        raise OtherCall
    return kept


@transaction.atomic
def write_down(load: Load, target: Target, *, asker: Asker) -> Load:
    """Let a worker begin."""
    load.table = table_of(target, at=load.asked_at)
    load.save(force_insert=True)
    record(
        asker=asker,
        action="data.receive-file",
        thing=f"dataset:{target.dataset}",
        details={"table": target.table, "file": load.name, "sha256": load.sha256, "way": target.way},
    )
    enqueue(process_load, arguments={"load": str(load.pk)})
    return load


def known_call(load: Load, target: Target) -> Load | None:
    """The load of an earlier call of the same name, if there was one.

    Raises:
        OtherCall: that brought another file, or wanted another thing.
    """
    if not load.idempotency:
        return None
    found = Load.objects.select_related("table__dataset").filter(idempotency=load.idempotency).first()
    if found is None:
        return None
    said = (found.sha256, found.way, found.table.dataset.slug, found.sheet, found.key)
    is_table = target.table == found.table.name or found.further.exists()
    if said != (load.sha256, load.way, target.dataset, load.sheet, load.key) or not is_table:
        raise OtherCall
    return found


def table_of(target: Target, *, at: datetime) -> Table:
    """The table for the rows. A data set that is new is not shown before it has rows that somebody may see."""
    dataset, is_new_set = Dataset.objects.get_or_create(
        slug=target.dataset,
        defaults={
            "title": target.title or Translated({settings.LANGUAGE_CODE: readable_title(target.dataset)}),
            "level": target.level,
            "created_at": at,
            "changed_at": at,
        },
    )
    # A data set of one table needs no second title; what the table is called can be said later.
    title = target.title if is_new_set else Translated()
    table, _is_new = Table.objects.get_or_create(dataset=dataset, name=target.table, defaults={"title": title})
    return table
