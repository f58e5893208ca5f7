"""Save the database and the uploaded files."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

import zenne
from zenne.core.access.public import internal, records_nothing
from zenne.core.operations.archives import (
    NO_ROOM,
    files_below,
    open_for_writing,
    read_archive,
    write_manifest,
    write_members,
)
from zenne.core.operations.databases import engine
from zenne.core.operations.errors import BackupFailed, NoRoom
from zenne.core.operations.models import Backup
from zenne.core.operations.rules.manifests import DATABASE, Manifest

NAME: Final = "zenne-{:%Y%m%dT%H%M%SZ}.tar.gz"
OURS: Final = "zenne-????????T??????Z.tar.gz"
UNFINISHED: Final = ".zenne-backup-"
SECONDS_UNTIL_ABANDONED: Final = 24 * 3600


@dataclass(frozen=True, slots=True)
class MadeBackup:
    """A finished backup."""

    path: Path
    size_bytes: int
    duration: timedelta
    removed: tuple[Path, ...] = ()


@internal
@records_nothing(because="the backup is written down in its own table")
def back_up(*, to: Path | None = None, keep: int | None = None, now: datetime | None = None) -> MadeBackup:
    """Write the database of one moment and all uploaded files into one archive, while the city runs.

    The archive appears under its name only when it is complete and was read back. What is uploaded while the files are
    saved may be in it or not; what the saved database speaks of is in it, because files are stored before their row.

    Args:
        to: a folder, or the name of a new file; left out: ``backups`` in the data folder.
        keep: how many backups stay in that folder, the newest; left out: all.

    Raises:
        NoRoom: the disk is full; nothing is left behind.
        BackupFailed: with the reason.
    """
    started = time.perf_counter()
    moment = now or datetime.now(UTC)
    target = target_path(to, moment)
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        remove_abandoned(target.parent)
        with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=target.parent) as name:
            write_archive(Path(name), target, moment)
    except NoRoom as error:
        raise no_room(target) from error
    except OSError as error:
        if error.errno in NO_ROOM:
            raise no_room(target) from error
        raise BackupFailed(f"The backup could not be written: {error.strerror}: {error.filename or target}.") from error
    made = MadeBackup(
        path=target,
        size_bytes=target.stat().st_size,
        duration=timedelta(seconds=time.perf_counter() - started),
        removed=tuple(remove_oldest(target.parent, keep)) if keep else (),
    )
    Backup.objects.create(finished_at=datetime.now(UTC), duration=made.duration, size_bytes=made.size_bytes)
    return made


def target_path(to: Path | None, moment: datetime) -> Path:
    """The name of the archive. Raises BackupFailed when there is such a file."""
    chosen = to or settings.BACKUP_FOLDER
    folder = chosen.is_dir() or to is None or chosen.suffix == ""
    target = chosen / NAME.format(moment) if folder else chosen
    if target.exists():
        raise BackupFailed(f"{target} exists already. Backups are never overwritten.")
    return target


def write_archive(folder: Path, target: Path, moment: datetime) -> None:
    """Make the archive in a folder beside its place, read it back, and put it there."""
    dump, draft = folder / DATABASE, folder / "archive"
    dump.touch(mode=0o600)
    engine().copy(dump)
    os.close(os.open(draft, os.O_CREAT | os.O_WRONLY, 0o600))
    members: Iterator[tuple[str, Path]] = chain([(DATABASE, dump)], files_below(settings.FILES_FOLDER))
    applied = MigrationRecorder(connection).applied_migrations()
    with open_for_writing(draft) as archive:
        contents = write_members(archive, members)
        manifest = Manifest(
            version=zenne.__version__,
            engine=connection.vendor,
            made_at=moment.isoformat(),
            migrations=tuple(sorted(f"{app}.{name}" for app, name in applied)),
            contents=contents,
        )
        write_manifest(archive, manifest)
    read_archive(draft)
    with draft.open("rb") as written:
        os.fsync(written.fileno())
    draft.replace(target)
    folder_entry = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder_entry)
    os.close(folder_entry)


def no_room(target: Path) -> NoRoom:
    return NoRoom(f"There is not enough room in {target.parent} for the backup. Nothing was left there; make room.")


def remove_abandoned(folder: Path) -> None:
    """Remove what a backup left that was killed long ago."""
    for path in folder.glob(f"{UNFINISHED}*"):
        if time.time() - path.stat().st_mtime > SECONDS_UNTIL_ABANDONED:
            shutil.rmtree(path, ignore_errors=True)


def remove_oldest(folder: Path, keep: int) -> Iterator[Path]:
    """Remove all but the newest backups that have a name of ours."""
    for path in sorted(folder.glob(OURS))[:-keep]:
        path.unlink()
        yield path
