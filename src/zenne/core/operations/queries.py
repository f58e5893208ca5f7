"""How the installation is doing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.utils import timezone

import zenne
from zenne.core.access.public import Asker, internal, needs
from zenne.core.limits.public import refusals_lately
from zenne.core.operations.disks import Disk, disk_of
from zenne.core.operations.figures import read_gauges, words_of
from zenne.core.operations.models import Backup
from zenne.core.operations.permissions import SEE

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SIZES = {
    "postgresql": "SELECT pg_database_size(current_database())",
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of another module, with its values by state; an empty state is the only one."""

    name: str
    help: "StrOrPromise"
    values: Mapping[str, float]
    words: "Mapping[str, StrOrPromise]"

    def named_values(self) -> list[tuple["StrOrPromise", float]]:
        """The values with what people call their states."""
        return [(self.words.get(state, state), value) for state, value in self.values.items()]


@dataclass(frozen=True, slots=True)
class Overview:
    """How the installation is doing. Counts only: nothing here is about a person."""

    version: str
    database: str
    database_bytes: int
    disk: Disk
    backup: Backup | None
    figures: list[Figure]
    refusals: Mapping[str, int]


@needs(SEE)
def overview(*, asker: Asker) -> Overview:
    """How the installation is doing, for those who run it."""
    return Overview(
        version=zenne.__version__,
        database=database_version(),
        database_bytes=database_bytes(),
        disk=disk_of(Path(settings.FILES_FOLDER).parent),
        backup=last_backup(),
        figures=[
            Figure(gauge.name, gauge.help, values, words_of(gauge.name))
            for gauge, values in read_gauges()
            if gauge.is_for_people
        ],
        refusals=refusals_lately(),
    )


def database_version() -> str:
    """The kind and version of the database: ``PostgreSQL 15.14``."""
    version = ".".join(str(part) for part in connection.get_database_version())
    return f"{connection.display_name} {version}"


@internal
def database_bytes() -> int:
    with connection.cursor() as cursor:
        cursor.execute(SIZES[connection.vendor])
        return int(cursor.fetchone()[0])


@internal
def last_backup() -> Backup | None:
    """The newest backup that was made; None before the first."""
    return Backup.objects.first()


@internal
def backup_age_seconds(now: datetime | None = None) -> float:
    """How old the newest backup is; not a number before the first."""
    newest = last_backup()
    return ((now or timezone.now()) - newest.finished_at).total_seconds() if newest else float("nan")
