"""What production lacks, as far as this room can see. ``./zenne check --deploy`` shows these beside those of others."""

import ctypes
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - Django's names
from django.db import Error as DatabaseProblem
from django.db import connection
from django.utils import timezone

from zenne.core.operations.background import workers_at_work
from zenne.core.operations.databases import postgresql
from zenne.core.operations.disks import disk_of
from zenne.core.operations.errors import ProgramMissing
from zenne.core.operations.queries import database_bytes, last_backup

PRODUCTION: Final = "production"
"""The tag of checks that only matter in production. A check gives sentences; an Error must be done, a Warning may."""

OLDEST_BACKUP: Final = timedelta(hours=26)
"""A day, and two hours for a backup that takes long."""
LARGEST_DIFFERENCE: Final = timedelta(seconds=5)
NOT_IN_STEP: Final = 5
BYTES_OF_A_GIGABYTE: Final = 1_000_000_000
Check = Callable[..., Sequence[CheckMessage]]


def recent_backup(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """A backup of the last day."""
    try:
        newest = last_backup()
    except DatabaseProblem:
        return []  # told already, with more words
    if newest is None:
        return [Error("There is no backup. Make one with ./zenne backup, and let deploy/systemd make one every night.")]
    age = timezone.now() - newest.finished_at
    if age <= OLDEST_BACKUP:
        return []
    hours = int(age.total_seconds() // 3600)
    return [Error(f"The newest backup is {hours} hours old. Look why none was made: journalctl -u zenne-backup.")]


def room_on_the_disk(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """Room for what people send, and for a backup."""
    folder = Path(settings.FILES_FOLDER).parent
    disk = disk_of(folder)
    free = f"{disk.free_bytes / BYTES_OF_A_GIGABYTE:.1f} GB"
    if disk.is_nearly_full:
        return [Error(f"The disk of {folder} is {disk.used_percent} % full: {free} are left. Make room.")]
    try:
        needed = 2 * database_bytes()
    except DatabaseProblem:
        return []
    if disk.free_bytes < needed:
        return [Error(f"The disk of {folder} has {free} left: too little for a backup of the database. Make room.")]
    return []


def clock_in_step(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """A clock that somebody keeps right: sign-ins, codes and deadlines depend on it."""
    if kernel_clock_state() == NOT_IN_STEP:
        return [
            Warning(
                "Nothing keeps the clock of this machine right. Install chrony or turn systemd-timesyncd on: "
                "sign-ins with codes fail when it is wrong by a minute."
            )
        ]
    return []


def kernel_clock_state() -> int:
    """What the kernel says of its clock: 5 when nothing keeps it in step (adjtimex(2)); -1 when it does not say."""
    try:
        return int(ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(512)))
    except (OSError, AttributeError):
        return -1


def clock_like_the_database(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """The same time here and on the machine of the database."""
    if connection.vendor != "postgresql":
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            there = cursor.fetchone()[0]
    except DatabaseProblem:
        return []
    seconds = abs((timezone.now() - there).total_seconds())
    if seconds <= LARGEST_DIFFERENCE.total_seconds():
        return []
    return [Error(f"The clocks of this machine and of the database differ by {seconds:.0f} seconds. Set both right.")]


def programs_of_the_database(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """The programs that a backup needs."""
    if connection.vendor != "postgresql":
        return []
    try:
        for name in ("pg_dump", "pg_restore", "psql"):
            postgresql.program(name)
    except ProgramMissing as missing:
        return [Error(str(missing))]
    except DatabaseProblem:
        pass
    return []


def token_for_the_figures(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """A way to read the figures."""
    if settings.METRICS_TOKEN:
        return []
    return [
        Warning(
            "ZENNE_METRICS_TOKEN: is empty, so only a Prometheus on this machine can read /metrics. "
            "Set it if another one shall."
        )
    ]


def somebody_works(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """A worker: without one no message leaves and nothing begins by itself."""
    try:
        workers = workers_at_work()
    except DatabaseProblem:
        return []
    if workers:
        return []
    return [Error("No worker is there, so no message leaves and nothing begins by itself. Start one: ./zenne work.")]


CHECKS: Final[tuple[Check, ...]] = (
    somebody_works,
    recent_backup,
    room_on_the_disk,
    clock_in_step,
    clock_like_the_database,
    programs_of_the_database,
    token_for_the_figures,
)


def register_checks() -> None:
    """Called when the app is ready."""
    for check in CHECKS:
        register(PRODUCTION, deploy=True)(check)
