"""``zenne mail SUBCOMMAND``: take in messages, and try what the mailroom makes of them."""

from argparse import ArgumentParser
from types import ModuleType
from typing import Any, Final

from django.core.management.base import BaseCommand

from zenne.mailroom.desk.command_line import deadline, demo, evaluate, fetch, ingest, listen, routing, split, watch

SUBCOMMANDS: Final[dict[str, ModuleType]] = {
    "ingest": ingest,
    "fetch": fetch,
    "watch": watch,
    "listen": listen,
    "split": split,
    "deadline": deadline,
    "evaluate": evaluate,
    "routing": routing,
    "demo": demo,
}


class Command(BaseCommand):
    help = "Take in messages, and try what the mailroom makes of them"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        subcommands = parser.add_subparsers(dest="subcommand", required=True)
        for name, module in SUBCOMMANDS.items():
            module.arguments(subcommands.add_parser(name, help=module.HELP, description=module.__doc__))

    def handle(self, *args: Any, subcommand: str, **options: Any) -> None:
        SUBCOMMANDS[subcommand].run(options, self.stdout)
