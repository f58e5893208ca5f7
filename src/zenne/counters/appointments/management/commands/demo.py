"""What ``./zenne demo`` puts into a city beside its folder: staff, shifts and appointments."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from zenne.counters.appointments.actions.fill_demo import fill_demo
from zenne.counters.appointments.errors import NoDemonstration


class Command(BaseCommand):
    help = "Put invented staff, shifts and appointments into a demonstration"
    # As for loading a city: the checks import every page, which takes longer than the work.
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            added = fill_demo(now=timezone.now())
        except NoDemonstration:
            raise CommandError("This is no demonstration: only ./zenne demo invents staff.") from None
        self.stdout.write(f"Planned {added} shifts.")
