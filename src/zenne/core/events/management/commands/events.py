"""``zenne events``: write the page of the documentation that lists all facts."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from zenne.core.events.document import events_page

PAGE = Path(__file__).resolve().parents[6] / "docs" / "events.md"


class Command(BaseCommand):
    help = "Write docs/events.md anew: each fact with its meaning, fields and subscribers"

    def handle(self, *args: Any, **options: Any) -> None:
        PAGE.write_text(events_page(), encoding="utf-8")
        self.stdout.write(f"Written: {PAGE}")
