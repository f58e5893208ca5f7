"""``zenne data SUBCOMMAND``: load, list, show and export data sets."""

from argparse import ArgumentParser
from types import ModuleType
from typing import Any, Final

from django.core.management.base import BaseCommand

from zenne.dataportal.command_line import export, load, schema
from zenne.dataportal.command_line import list as list_command

SUBCOMMANDS: Final[dict[str, ModuleType]] = {
    "load": load,
    "list": list_command,
    "schema": schema,
    "export": export,
}


class Command(BaseCommand):
    help = "Load, list, show and export data sets"
    # Those of Django import every page, which takes longer than loading a small file.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        subcommands = parser.add_subparsers(dest="subcommand", required=True)
        for name, module in SUBCOMMANDS.items():
            module.arguments(subcommands.add_parser(name, help=module.HELP, description=module.__doc__))

    def handle(self, *args: Any, subcommand: str, **options: Any) -> None:
        SUBCOMMANDS[subcommand].run(options, self.stdout)
