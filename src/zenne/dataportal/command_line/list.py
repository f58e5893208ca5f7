"""``zenne data list``: all data sets and tables, with their numbers of rows."""

from argparse import ArgumentParser
from typing import Any, Final

from zenne.dataportal.models import Dataset

HELP: Final = "list all data sets and their tables"


def arguments(parser: ArgumentParser) -> None:
    """Nothing may be said."""


def run(options: dict[str, Any], stdout: Any) -> None:
    """One line for each table, and for each data set without one."""
    lines = [line for dataset in Dataset.objects.filter(retired_at=None) for line in lines_of(dataset)]
    widths = [max((len(line[at]) for line in lines), default=0) for at in range(3)]
    for name, table, level, rows in lines:
        stdout.write(f"{name:<{widths[0]}}  {table:<{widths[1]}}  {level:<{widths[2]}}  {rows:>12}".rstrip())
    if not lines:
        stdout.write("There are no data sets yet. ./zenne data load FILE makes one.")


def lines_of(dataset: Dataset) -> list[tuple[str, str, str, str]]:
    lines = []
    for table in dataset.tables.all():
        version = table.versions.filter(ended_at=None).first()
        rows = f"{version.rows:,}" if version else "-"
        lines.append((dataset.slug, table.name, dataset.level, rows))
    return lines or [(dataset.slug, "-", dataset.level, "")]
