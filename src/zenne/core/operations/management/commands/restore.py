"""``./zenne restore``: bring back what a backup saved."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zenne.core.operations.actions.restore_backup import restore_backup
from zenne.core.operations.errors import BackupFailed


class Command(BaseCommand):
    """Put the database and the uploaded files of a backup in their place."""

    help = "Put the database and the uploaded files of a backup in their place, while the city is stopped."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", type=Path, metavar="PATH", help="what ./zenne backup wrote")
        parser.add_argument("--replace", action="store_true", help="also when the database holds something already")

    def handle(self, *args: Any, archive: Path, replace: bool = False, **options: Any) -> None:
        try:
            restored = restore_backup(archive=archive, replace=replace)
        except BackupFailed as failure:
            raise CommandError(str(failure)) from failure
        manifest = restored.manifest
        files = len(manifest.contents) - 1
        self.stdout.write(
            f"Restored in {restored.duration.total_seconds():.1f} s: the database and {files} files "
            f"of {manifest.made_at}, made by version {manifest.version}."
        )
