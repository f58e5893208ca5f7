"""``./zenne data export``: the rows of a table as a file, without a server."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from contextlib import closing
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, TextIO

from django.core.management.base import CommandError

from zenne.core.rest.public import Refused
from zenne.dataportal.query.answer import prepared
from zenne.dataportal.query.export import export
from zenne.dataportal.query.formats.all import FORMATS
from zenne.dataportal.rest.refusing import refusing
from zenne.dataportal.rules.policies import Level, Reader
from zenne.dataportal.rules.questions import Question

HELP: Final = "write the rows of a table into a file"
OPERATOR: Final = Reader(Level.OFFICIAL, sees_everything=True)


def arguments(parser: ArgumentParser) -> None:
    """What can be said after ``./zenne data export``."""
    parser.add_argument("dataset", help="the name of the data set")
    parser.add_argument("table", help="the name of the table")
    parser.add_argument("--format", choices=list(FORMATS), default="csv", help="the format of the file (csv)")
    parser.add_argument("--output", type=Path, default=None, help="the file to write; left out: standard output")
    parser.add_argument(
        "--audience",
        choices=[level.value for level in Level],
        default=None,
        help="only what these people may see; left out: everything",
    )


def run(options: dict[str, Any], stdout: TextIO) -> None:
    """Write the file. An output file appears when it is whole.

    Raises:
        CommandError: there is no such table, or the answer does not fit the format or the place.
    """
    reader = Reader(Level(options["audience"])) if options["audience"] else OPERATOR
    dataset, table, output = options["dataset"], options["table"], options["output"]
    try:
        with refusing():
            pieces = export(prepared(dataset, table, Question(), reader=reader), options["format"])
            with closing(pieces):
                write(pieces, output)
    except Refused as refusal:
        if refusal.status == HTTPStatus.NOT_FOUND:
            raise CommandError(f"There is no table {table} in a data set {dataset}.") from None
        raise CommandError(refusal.problem.message) from None
    except OSError as error:
        raise CommandError(f"The file cannot be written: {error.strerror or error}.") from None
    if output is not None:
        stdout.write(f"{output}: {output.stat().st_size:,} bytes\n")


def write(pieces: Iterable[bytes], output: Path | None) -> None:
    if output is None:
        sys.stdout.flush()
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    part = output.with_name(f"{output.name}.part")
    try:
        with part.open("wb") as file:
            file.writelines(pieces)
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)
