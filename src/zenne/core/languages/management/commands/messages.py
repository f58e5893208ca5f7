"""``zenne messages``: bring the translation catalogues in line with the source."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from zenne.core.languages.catalogues import update_catalogue


class Command(BaseCommand):
    help = "Update the translation catalogues from the source and list what lacks a translation"

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("languages", nargs="*", help="languages to update; a new one is begun")

    def handle(self, *args: Any, languages: list[str], **options: Any) -> None:
        folder = Path(settings.LOCALE_PATHS[0])
        existing = [file.parents[1].name for file in folder.glob("*/LC_MESSAGES/django.po")]
        for language in sorted(languages or existing):
            file = folder / language / "LC_MESSAGES" / "django.po"
            missing = update_catalogue(file, language=language, source_folder=folder.parent)
            self.stdout.write(f"{language}: {len(missing)} sentences without a translation")
            for sentence in missing:
                self.stdout.write(f"  {sentence}")
