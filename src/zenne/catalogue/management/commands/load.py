"""``zenne load PATH``: make the catalogue what a city folder says."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zenne.catalogue.actions.load_city import check_city_folder, load_city
from zenne.catalogue.city_folder.mistakes import BrokenFolder
from zenne.catalogue.rules.settled import Settled


class Command(BaseCommand):
    help = "Load a city folder; nothing changes unless all of it is right"
    # The folder has checks of its own; those of Django import every page, which takes longer than reading the files.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the city folder")
        parser.add_argument("--check", action="store_true", help="only look for mistakes")

    def handle(self, *args: Any, path: Path, check: bool, **options: Any) -> None:
        if not path.is_dir():
            raise CommandError(f"There is no folder “{path}”.")
        try:
            if check:
                check_city_folder(path)
                self.stdout.write("No mistakes found.")
                return
            changes = load_city(path)
        except BrokenFolder as broken:
            lines = "\n".join(f"  {mistake}" for mistake in broken.mistakes)
            raise CommandError(f"{len(broken.mistakes)} mistakes in {path}; nothing was changed.\n{lines}") from None
        self.stdout.write(
            f"Loaded {path}: {len(changes.created)} new, {len(changes.updated)} changed, "
            f"{len(changes.retired)} retired, {changes.unchanged} as they were."
        )
        for line in about_edits(changes.edits):
            self.stdout.write(line)


def about_edits(edits: Settled) -> Iterator[str]:
    """What became of the texts that were published on the translation desk; nothing when there are none."""
    if edits.kept or edits.resolved:
        yield f"Edits of the translation desk: {edits.kept} stay in force, {edits.resolved} are now in the folder."
    if edits.conflicts:
        yield f"In {edits.conflicts} of them the folder changed too: decide on the desk which text stays."
    if edits.without_place:
        yield f"{edits.without_place} edits are of texts that the folder no longer has; they wait on the desk."
