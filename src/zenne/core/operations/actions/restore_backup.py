"""Bring back what a backup saved."""

import shutil
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

import zenne
from zenne.core.access.public import SYSTEM, internal
from zenne.core.audit.public import record
from zenne.core.operations.archives import NO_ROOM, read_archive
from zenne.core.operations.databases import engine, has_data
from zenne.core.operations.errors import HasData, NoRoom, NotRestorable
from zenne.core.operations.rules.manifests import DATABASE, FILES, Manifest, reason_against


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back, and how long that took."""

    manifest: Manifest
    duration: timedelta


@internal
def restore_backup(*, archive: Path, replace: bool = False) -> Restored:
    """Put the database and the uploaded files of an archive in the place of what is there.

    The whole archive is unpacked and checked beside the data folder before anything is touched. The database is
    replaced in one transaction, then the files by renaming their folder; the tables are brought up to this version.

    Raises:
        InUse: a server or a worker runs: what people send it meanwhile would be lost.
        HasData: there is something in the database, and ``replace`` is false.
        NotRestorable: the archive is damaged, newer than this software, or from another kind of database.
        NoRoom: the disk is full.
    """
    started = time.perf_counter()
    database = engine()
    database.require_unused()
    if not replace and has_data():
        raise HasData("The database holds something already. Give --replace to put the backup in its place.")
    settings.FILES_FOLDER.parent.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix=".zenne-restore-", dir=settings.FILES_FOLDER.parent) as name:
            manifest = read_archive(archive, into=Path(name))
            require_fitting(archive, manifest)
            database.replace(Path(name) / DATABASE)
            replace_files(Path(name) / FILES)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise no_room() from error
        raise NotRestorable(f"{archive} cannot be restored: {error.strerror}: {error.filename or archive}.") from error
    except NoRoom as error:
        raise no_room() from error
    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        details = {"made_at": str(manifest.made_at), "version": manifest.version}
        record(asker=SYSTEM, action="operations.restore", details=details)
    return Restored(manifest, timedelta(seconds=time.perf_counter() - started))


def require_fitting(archive: Path, manifest: Manifest) -> None:
    """Raises NotRestorable when the archive is not for this installation."""
    known = [f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations]
    reason = reason_against(
        manifest, version=zenne.__version__, engine=connection.vendor, migrations=[*known, *replaced_steps()]
    )
    if reason:
        raise NotRestorable(f"{archive} cannot be restored here. {reason}")


def replaced_steps() -> list[str]:
    """Steps that have been joined into one since: an older database still names them."""
    disk = MigrationLoader(None).disk_migrations.values()
    return [f"{app}.{name}" for migration in disk for app, name in migration.replaces]


def replace_files(unpacked: Path) -> None:
    """Put the folder of the archive in the place of the files; an archive without files leaves an empty one."""
    unpacked.mkdir(exist_ok=True)
    old = unpacked.with_name("files-before")
    if settings.FILES_FOLDER.exists():
        settings.FILES_FOLDER.rename(old)
    shutil.move(unpacked, settings.FILES_FOLDER)


def no_room() -> NoRoom:
    return NoRoom(f"There is not enough room in {settings.FILES_FOLDER.parent} to restore the backup.")
