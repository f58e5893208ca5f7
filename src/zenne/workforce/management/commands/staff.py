"""``zenne staff FILE``: take over a file of colleagues."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zenne.core.access.public import SYSTEM
from zenne.core.content.public import current_version
from zenne.workforce.actions.import_colleagues import import_colleagues
from zenne.workforce.errors import BrokenFile
from zenne.workforce.forms import LARGEST_FILE_BYTES
from zenne.workforce.words import COLUMNS, mistake_in_words


class Command(BaseCommand):
    help = "Add and change colleagues from a CSV file, or say every mistake in it"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the table of colleagues")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            if file.stat().st_size > LARGEST_FILE_BYTES:
                raise CommandError(f"{file} is too large for a list of colleagues.")
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
        try:
            imported = import_colleagues(asker=SYSTEM, content=content, version=current_version())
        except BrokenFile as broken:
            found = [(each.line, COLUMNS[each.column], mistake_in_words(each)) for each in broken.mistakes]
            lines = [f"{file}:{line}: {column}: {words}" for line, column, words in found]
            raise CommandError("\n".join(["Nothing was taken over.", *lines])) from None
        self.stdout.write(f"Added {imported.added} colleagues, changed {imported.changed}.")
