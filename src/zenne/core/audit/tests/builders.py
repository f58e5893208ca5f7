"""Records to write, and a database whose guards are away for as long as somebody tampers with it."""

# ruff: noqa: S608 - the statements are made of names and numbers of these tests

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from zenne.core.access.public import Asker, AskerKind
from zenne.core.audit.public import AuditRecord, record

guards = importlib.import_module("zenne.core.audit.migrations.0002_guards")
CLERK = Asker(AskerKind.PERSON, "person:clerk", "An Peeters", frozenset({"desk-worker"}), purpose="move", task="M-12")
ANNA = "person:anna"


def write(times: int = 1, **parts: Any) -> list[AuditRecord]:
    """Some records, each in a transaction of its own."""
    wanted = {"asker": CLERK, "action": "letters.read", "about": ANNA, "thing": "letter:1", **parts}
    written = []
    for number in range(times):
        with transaction.atomic():
            written.append(record(**{"details": {"number": number}, **wanted}))
    return written


@contextmanager
def without_guards() -> Iterator[Any]:
    """A cursor with which everything can be changed, as by somebody with all rights on the database."""
    with connection.schema_editor() as editor:
        guards.drop_guards(None, editor)
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        with connection.schema_editor() as editor:
            guards.make_guards(None, editor)


def execute(*statements: str) -> None:
    """Tamper with the tables."""
    with without_guards() as cursor:
        for statement in statements:
            cursor.execute(statement)


def empty_log() -> None:
    """Begin anew: other tests have left their records, which nothing removes."""
    execute(*(f"DELETE FROM {table}" for table in guards.TABLES))
