"""Carry out a load that is written down: read, write, publish."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zenne.core.access.public import Asker, internal
from zenne.core.audit.public import record
from zenne.dataportal.ingest.making import Made, Order, make_version
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.models import Load, Table, Version
from zenne.dataportal.search_sources import index_datasets
from zenne.dataportal.storage.folders import loads_folder
from zenne.dataportal.storage.loading import working_folder, writing
from zenne.dataportal.storage.publishing import publish

SECONDS_BETWEEN_NOTES: Final = 0.5
Progress = Callable[[int], None]


@internal
def process_load(
    *, asker: Asker, load: UUID, path: Path | None = None, key: tuple[str, ...] = (), progress: Progress | None = None
) -> Version:
    """Do what a load says, and publish. A load that was published already is not done again.

    It may die at any point and be called again: readers see the version before, and reading begins anew.

    Args:
        path: where the file lies; in the folder of loads when not given.
        key: columns that become the key of the table.
        progress: hears how many bytes were read.

    Raises:
        CannotLoad: the file cannot be loaded; the load says why, and nothing else changed.
    """
    found = Load.objects.select_related("table__dataset", "version").get(pk=load)
    with writing(found.table), working_folder() as folder:
        found.refresh_from_db()
        if found.version is not None:
            return found.version
        notes = Notes(found, progress)
        order = Order(path or loads_folder() / found.file, found.name, found.way, key)
        try:
            table = Table.objects.get(pk=found.table_id)
            made = make_version(table, order, folder=folder, progress=notes.bytes_read, is_read=notes.is_read)
        except CannotLoad as error:
            fail(found, error)
            raise
        return publish_load(found, made, asker=asker)


class Notes:
    """Writes into the load how far it is, a few times a second at most."""

    def __init__(self, load: Load, progress: Progress | None) -> None:
        self.load = load
        self.progress = progress
        self.next = 0.0
        self.note(state=Load.State.READING, bytes_read=0, problem="", details={})

    def bytes_read(self, count: int) -> None:
        if self.progress:
            self.progress(count)
        if time.monotonic() >= self.next:
            self.note(bytes_read=count)
            self.next = time.monotonic() + SECONDS_BETWEEN_NOTES

    def is_read(self) -> None:
        self.note(state=Load.State.WRITING, bytes_read=self.load.bytes)

    def note(self, **columns: object) -> None:
        Load.objects.filter(pk=self.load.pk).update(**columns)


def fail(load: Load, error: CannotLoad) -> None:
    Load.objects.filter(pk=load.pk).update(
        state=Load.State.FAILED, problem=error.code, details=error.details, ended_at=timezone.now()
    )


@transaction.atomic
def publish_load(load: Load, made: Made, *, asker: Asker) -> Version:
    """Readers see the new rows, the load says so, and it is written down: all at once."""
    now = timezone.now()
    version = publish(
        load.table, definition=made.definition, manifest=made.manifest, at=now, statistics=made.statistics
    )
    load.version = version
    load.state, load.ended_at = Load.State.PUBLISHED, now
    load.rows, load.quarantined = made.taken, made.refused
    load.save(update_fields=["version", "state", "ended_at", "rows", "quarantined"])
    record(
        asker=asker,
        action="data.load",
        thing=f"{load.table.dataset.slug}/{load.table.name}",
        details={"file": load.name, "way": load.way, "version": version.number, "rows": made.taken},
    )
    index_datasets()
    return version
