"""``./zenne backup``: save the database and the uploaded files while the city runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zenne.core.operations.actions.back_up import back_up
from zenne.core.operations.errors import BackupFailed

BYTES_OF_A_MEGABYTE = 1_000_000


class Command(BaseCommand):
    """Write one archive with the database and the uploaded files."""

    help = "Write one archive with the database and the uploaded files, while the city runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, metavar="PATH", help="a folder, or the name of a new file")
        parser.add_argument("--keep", type=int, metavar="NUMBER", help="how many backups stay in that folder")

    def handle(self, *args: Any, to: Path | None = None, keep: int | None = None, **options: Any) -> None:
        if keep is not None and keep < 1:
            raise CommandError("--keep must be 1 or more: the backup that was just made stays.")
        try:
            made = back_up(to=to, keep=keep)
        except BackupFailed as failure:
            raise CommandError(str(failure)) from failure
        size = made.size_bytes / BYTES_OF_A_MEGABYTE
        self.stdout.write(f"Saved in {made.duration.total_seconds():.1f} s ({size:.1f} MB), read back: {made.path}")
        for path in made.removed:
            self.stdout.write(f"Removed {path}")
