"""``zenne mail evaluate``: how well the service of a letter is guessed, measured on letters that were held out."""

import csv
import gzip
import json
import re
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TextIO, cast

from django.core.management.base import CommandError

from zenne.mailroom.routing.encoding import BrokenEncoder, installed_encoder
from zenne.mailroom.routing.evaluation import evaluated
from zenne.mailroom.routing.examples import Example
from zenne.mailroom.routing.training import learned_model

HELP: Final = "learn from one table which label a text has, and print as JSON how well that goes on another"
SOME_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The tables need not say when a text came, and nothing is learned from it."""
LONGEST_SUBJECT: Final = 300
BETWEEN_NAMES: Final = re.compile(r"[,;/&]|\b(?:en|et|and|und)\b")
SHORTEST_NAME: Final = 4
MOST_CELL_BYTES: Final = 50_000_000


def arguments(parser: ArgumentParser) -> None:
    """Two tables, and the names of their columns."""
    parser.add_argument(
        "--train", required=True, type=Path, metavar="CSV", help="what is learned from, .csv or .csv.gz"
    )
    parser.add_argument("--test", required=True, type=Path, metavar="CSV", help="what it is measured on")
    parser.add_argument("--text", required=True, metavar="COLUMN", help="the column with the texts")
    parser.add_argument("--label", required=True, metavar="COLUMN", help="the column with the labels")


def run(options: dict[str, Any], stdout: Any) -> None:
    """Learn from the first table only, and print what the model makes of the second."""
    columns = {"text": options["text"], "label": options["label"]}
    known, unknown = (list(examples_in(options[each], **columns)) for each in ("train", "test"))
    if len({each.service for each in known}) < 2:
        raise CommandError(f"{options['train']}: texts with at least two different labels are needed to learn from.")
    if not unknown:
        raise CommandError(f"{options['test']}: there is no text with a label in it.")
    encoder = installed_encoder()
    try:
        model = learned_model([*known, *names_as_texts({each.service for each in known})], encoder=encoder)
        found = evaluated(model, unknown, encoder=encoder)
    except BrokenEncoder as error:
        raise CommandError(f"The encoder of letters cannot be used: {error}") from None
    said = {"learned_from": len(known), "labels": len(model.services), **asdict(found)}
    said["encoder"] = encoder.name if encoder else None
    stdout.write(
        json.dumps({key: round(value, 4) if isinstance(value, float) else value for key, value in said.items()})
    )


def examples_in(path: Path, *, text: str, label: str) -> Iterator[Example]:
    """The rows of a table that have a text and a label."""
    csv.field_size_limit(MOST_CELL_BYTES)
    try:
        with opened(path) as file:
            rows = csv.DictReader(file)
            for column in (text, label):
                if column not in (rows.fieldnames or ()):
                    raise CommandError(f"{path}: there is no column {column!r}.")
            for row in rows:
                if (words := (row[text] or "").strip()) and (service := (row[label] or "").strip()):
                    subject, body = subject_and_body(words)
                    yield Example(subject, body, "", service, SOME_DAY)
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(f"{path} cannot be read as a table in UTF-8: {error}") from None


def names_as_texts(labels: Iterable[str]) -> Iterator[Example]:
    """What labels say about themselves, as the catalogue does about its services: “Justice” is about justice."""
    for label in sorted(labels):
        for name in BETWEEN_NAMES.split(label):
            if len(name.strip()) >= SHORTEST_NAME:
                yield Example("", name.strip(), "", label, None)


def opened(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return cast("TextIO", gzip.open(path, "rt", encoding="utf-8-sig", newline=""))
    return path.open(encoding="utf-8-sig", newline="")


def subject_and_body(text: str) -> tuple[str, str]:
    """A first line that stands by itself is the subject, as in a mail that was saved as text."""
    first, _, rest = text.partition("\n")
    is_subject = rest.strip() and len(first) <= LONGEST_SUBJECT
    return (first.strip(), rest.strip()) if is_subject else ("", text)
