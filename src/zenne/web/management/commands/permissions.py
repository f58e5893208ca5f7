"""``zenne permissions``: write docs/permissions.md anew."""

from typing import Any

from django.core.management.base import BaseCommand

from zenne.web.environment import PROJECT_FOLDER
from zenne.web.permissions_page import permissions_page


class Command(BaseCommand):
    help = "Write the page of the documentation that says who may do what"

    def handle(self, *args: Any, **options: Any) -> None:
        path = PROJECT_FOLDER / "docs" / "permissions.md"
        path.write_text(permissions_page(), encoding="utf-8")
        self.stdout.write(f"Wrote {path.relative_to(PROJECT_FOLDER)}.")
