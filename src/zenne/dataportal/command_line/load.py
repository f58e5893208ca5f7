"""``zenne data load FILE``: load a file into a table and publish it."""

import json
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any, Final

from django.core.management.base import CommandError

from zenne.core.access.public import SYSTEM
from zenne.dataportal.actions.load_file import load_file
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.wording import note_text, problem_text, remarks_in
from zenne.dataportal.models import Load, Version
from zenne.dataportal.rules.policies import Level
from zenne.dataportal.words.labels import WAYS_OF_FILES

KINDS: Final = "CSV, TSV, Excel, JSON, JSON Lines, GeoJSON, GeoPackage, Parquet or GTFS"
HELP: Final = "load a file into a table and publish it"
BAR_CHARACTERS: Final = 30
BAR_SECONDS: Final = 0.1


def arguments(parser: ArgumentParser) -> None:
    """What may be said."""
    parser.add_argument("file", type=Path, help=KINDS)
    parser.add_argument("--dataset", default="", metavar="ID", help="the data set (from the name of the file)")
    parser.add_argument("--table", default="", metavar="NAME", help="the table (from the name of the file)")
    parser.add_argument(
        "--audience", choices=[level.value for level in Level], help="who may see a new data set (public)"
    )
    parser.add_argument(
        "--way",
        choices=[str(way) for way in WAYS_OF_FILES],
        default=Load.Way.REPLACE,
        help="what happens with rows that are there",
    )
    parser.add_argument("--sheet", default="", help="of a workbook, the sheet (the first with a table)")
    parser.add_argument("--key", default="", metavar="COLUMN,…", help="the columns that say which row is which")


def run(options: dict[str, Any], stdout: Any) -> None:
    """Load, and print what became of it as one line of JSON."""
    began = time.perf_counter()
    path: Path = options["file"]
    bar = Bar(path, sys.stderr)
    audience = options["audience"]
    try:
        version = load_file(
            asker=SYSTEM,
            path=path,
            dataset=options["dataset"],
            table=options["table"],
            level=Level(audience) if audience else None,
            way=options["way"],
            key=tuple(name.strip() for name in options["key"].split(",") if name.strip()),
            sheet=options["sheet"],
            progress=bar.show,
        )
    except CannotLoad as error:
        raise CommandError(problem_text(error.code, error.details)) from None
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from None
    finally:
        bar.end()
    for remark in remarks_in(Load.objects.get(version=version).details):
        stdout.write(remark)
    for column in version.schema.definition.columns:
        if note := note_text(column.note):
            stdout.write(f"{column.name}: {note}")
    stdout.write(summary(version, seconds=time.perf_counter() - began))


def summary(version: Version, *, seconds: float) -> str:
    """What was published, for programs."""
    load = Load.objects.get(version=version)
    columns = version.schema.definition.columns
    further = [
        {"table": each.table.name, "rows": each.rows, "quarantined": each.quarantined}
        for each in load.further.select_related("table")
    ]
    return json.dumps(
        {
            "dataset": version.table.dataset.slug,
            "table": version.table.name,
            "rows": load.rows,
            "quarantined": load.quarantined,
            "columns": [{"name": column.name, "type": column.type.value} for column in columns],
            **({"further": further} if further else {}),
            "seconds": round(seconds, 3),
        },
        ensure_ascii=False,
    )


class Bar:
    """How much of the file was read, on a terminal in one line that grows, elsewhere in silence."""

    def __init__(self, path: Path, stream: IO[str]) -> None:
        self.bytes = path.stat().st_size if path.is_file() else 0
        self.stream = stream
        self.next = 0.0

    def show(self, read: int) -> None:
        now = time.monotonic()
        if not self.bytes or (now < self.next and read < self.bytes):
            return
        self.next = now + BAR_SECONDS
        share = min(read / self.bytes, 1)
        done = round(share * BAR_CHARACTERS)
        end = "\r" if self.stream.isatty() else "\n"
        if self.stream.isatty() or read >= self.bytes:
            bar = "█" * done + "·" * (BAR_CHARACTERS - done)
            self.stream.write(f"{bar} {share:4.0%} of {self.bytes / 1e6:,.1f} MB{end}")
            self.stream.flush()

    def end(self) -> None:
        if self.next and self.stream.isatty():
            self.stream.write("\n")
