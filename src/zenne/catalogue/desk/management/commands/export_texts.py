"""``zenne export-texts PATH``: write the edits of the translation desk into the files of the city."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zenne.catalogue.city_folder.mistakes import BrokenFolder
from zenne.catalogue.city_folder.writing import CannotWrite
from zenne.catalogue.desk.actions.export_texts import Exported, NotTheLoadedCity, export_texts


class Command(BaseCommand):
    help = "Write the texts that were published on the translation desk into the files of the city folder"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the city folder that was loaded")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        if not path.is_dir():
            raise CommandError(f"There is no folder “{path}”.")
        try:
            self.tell(path, export_texts(path))
        except BrokenFolder as broken:
            lines = "\n".join(f"  {mistake}" for mistake in broken.mistakes)
            raise CommandError(f"{len(broken.mistakes)} mistakes in {path}; nothing was written.\n{lines}") from None
        except NotTheLoadedCity as other:
            lines = "\n".join(f"  {difference}" for difference in other.differences)
            raise CommandError(
                f"{path} does not say what it said when it was loaded; nothing was written. Load it first.\n{lines}"
            ) from None
        except CannotWrite as error:
            raise CommandError(f"“{error}” cannot be written into its file; nothing was written.") from None

    def tell(self, path: Path, exported: Exported) -> None:
        """What was written, a line for each file."""
        for file, number in exported.files.items():
            self.stdout.write(f"  {file}: {number}")
        number = sum(exported.files.values())
        self.stdout.write(f"Wrote {number} texts into {len(exported.files)} files of {path}.")
        if exported.conflicts:
            self.stdout.write(f"{exported.conflicts} edits wait for a decision on the desk; they were not written.")
