"""What ``./zenne demo`` puts into a city beside its folder: staff, shifts, appointments, four weeks, and life."""

import time
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

import structlog
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.utils import timezone

from zenne.counters.appointments.actions.fill_demo import fill_demo
from zenne.counters.appointments.errors import NoDemonstration
from zenne.counters.figures.actions.fill_history import fill_history
from zenne.counters.figures.actions.play_morning import SECONDS_BETWEEN, play_morning

log = structlog.get_logger("zenne.demo")


class Command(BaseCommand):
    help = "Put invented staff, shifts, appointments and visits into a demonstration"
    # As for loading a city: the checks import every page, which takes longer than the work.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--alive", action="store_true", help="let invented people come and be helped until stopped")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["alive"]:
                self.live()
            shifts, tickets = fill_demo(now=timezone.now()), fill_history(now=timezone.now())
        except NoDemonstration:
            raise CommandError("This is no demonstration: only ./zenne demo invents staff.") from None
        self.stdout.write(f"Planned {shifts} shifts, and let {tickets} people have come.")

    def live(self) -> None:
        """Go on until somebody stops the process. A database that is away or busy is waited for."""
        invented: set[UUID] = set()
        while True:
            try:
                play_morning(now=timezone.now(), invented=invented)
            except DatabaseError:
                log.exception("the branches of the demonstration cannot go on")
                connection.close()
            time.sleep(SECONDS_BETWEEN)
