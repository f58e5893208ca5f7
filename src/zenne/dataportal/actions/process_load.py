"""Carry out a load that is written down: read, write, publish."""

import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zenne.core.access.public import Asker, internal
from zenne.core.audit.public import record
from zenne.dataportal.ingest.files import contents_of
from zenne.dataportal.ingest.making import Made, Order, make_version
from zenne.dataportal.ingest.pieces import Contents, Piece
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.models import Feed, Load, Table, Version
from zenne.dataportal.search_sources import index_datasets
from zenne.dataportal.storage.folders import loads_folder
from zenne.dataportal.storage.history import move_versions
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
    source = path or loads_folder() / found.file
    try:
        require_own_rows(found.table)
        wanted = wanted_of(found, contents_of(source), key or tuple(found.key))
        with each_written(found, wanted), working_folder() as folder:
            found.refresh_from_db()
            if found.version is not None:
                return found.version
            try:
                made = make_all(found, wanted, source, folder=folder, notes=Notes(found, progress))
                return publish_load(found, made, asker=asker)
            finally:
                forget_empty(each.table for each in wanted.tables)
    except CannotLoad as error:
        fail(found, error)
        raise


def require_own_rows(table: Table) -> None:
    """Raises CannotLoad where the city's own programs make the rows: what is loaded would be nobody's facts."""
    if table.dataset.origin:
        raise CannotLoad("declared", dataset=table.dataset.slug)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A table that a file shall become: which part of the file, and the columns that shall be its key."""

    table: Table
    piece: Piece | None
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllMade:
    """What can be published together, and the names of what was left out of the file."""

    tables: tuple[tuple[Table, Made], ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllWanted:
    """All tables that a file shall become."""

    tables: tuple[Wanted, ...]
    ignored: tuple[str, ...] = ()


def wanted_of(load: Load, contents: Contents | None, key: tuple[str, ...]) -> AllWanted:
    """The tables: that of the load for a file with one, else those that are called as in the file.

    They are made when they are not there: without rows nobody sees them.
    """
    if contents is None:
        return AllWanted((Wanted(load.table, None, key),))
    if len(contents.pieces) == 1:
        return AllWanted((Wanted(load.table, contents.pieces[0], key),), contents.ignored)
    wanted = []
    for place, piece in enumerate(contents.pieces):
        table, _is_new = Table.objects.get_or_create(
            dataset=load.table.dataset, name=piece.name, defaults={"position": place}
        )
        wanted.append(Wanted(table, piece, () if table.schemas.exists() else piece.key))
    return AllWanted(tuple(wanted), contents.ignored)


@contextmanager
def each_written(load: Load, wanted: AllWanted) -> Iterator[None]:
    """Nobody else writes into these tables. All take them in the same order, so that nobody waits for each other."""
    tables = {each.pk: each for each in (load.table, *(each.table for each in wanted.tables))}
    with ExitStack() as stack:
        for _, table in sorted(tables.items()):
            stack.enter_context(writing(table))
        yield


def make_all(load: Load, wanted: AllWanted, source: Path, *, folder: Path, notes: "Notes") -> AllMade:
    """Write the rows of all tables beside those that readers see.

    Raises:
        CannotLoad: one of them cannot be made. A table without rows is left out, unless it is the only one.
    """
    made, left_out = [], list(wanted.ignored)
    for each in wanted.tables:
        own = folder / f"{each.table.pk}"
        own.mkdir()
        order = Order(source, load.name, load.way, each.key, each.piece, load.sheet)
        table = Table.objects.select_related("dataset").get(pk=each.table.pk)
        try:
            made.append(
                (table, make_version(table, order, folder=own, progress=notes.bytes_read, is_read=notes.is_read))
            )
        except CannotLoad as error:
            if error.code not in {"no-rows", "empty-file"} or len(wanted.tables) == 1:
                raise
            left_out.append(each.table.name)
        shutil.rmtree(own, ignore_errors=True)
    if not made:
        raise CannotLoad("no-rows")
    return AllMade(tuple(made), tuple(left_out))


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
def publish_load(load: Load, made: AllMade, *, asker: Asker) -> Version:
    """Readers see the new rows of all tables, the load says so, and it is written down: all at once."""
    now = timezone.now()
    (first, of_first), *others = made.tables
    empty = load.table if first.pk != load.table_id else None
    load.table = first
    load.details = {"ignored": ", ".join(made.ignored)[:1000]} if made.ignored else {}
    if of_first.remarks:
        load.details["remarks"] = of_first.remarks
    version = publish_table(load, of_first, asker=asker, at=now)
    for table, of_table in others:
        further = Load(
            table=table, way=load.way, name=load.name, part_of=load, asked_by=load.asked_by, asked_at=load.asked_at
        )
        publish_table(further, of_table, asker=asker, at=now)
    if empty is not None:
        leave_out(empty, first)
    index_datasets()
    return version


def publish_table(load: Load, made: Made, *, asker: Asker, at: datetime) -> Version:
    version = publish(load.table, definition=made.definition, manifest=made.manifest, at=at)
    move_versions(load.table, made.moved, made.gone)
    load.version = version
    load.state, load.ended_at = Load.State.PUBLISHED, at
    load.rows, load.quarantined = made.taken, made.refused
    load.save()
    record(
        asker=asker,
        action="data.load",
        thing=f"{load.table.dataset.slug}/{load.table.name}",
        details={"file": load.name, "way": load.way, "version": version.number, "rows": made.taken},
    )
    return version


def leave_out(empty: Table, first: Table) -> None:
    """Forget the table that was named for a file which has several, with other names: nothing is in it."""
    if not Feed.objects.filter(table=first).exists():
        Feed.objects.filter(table=empty).update(table=first)
    forget_empty([empty])


def forget_empty(tables: Iterable[Table]) -> None:
    """Forget those that were only made for a file, and got no rows of it."""
    unused = Table.objects.filter(versions=None, schemas=None, loads=None, feed=None)
    unused.filter(pk__in=[table.pk for table in tables]).delete()
