"""Versions of before read from files that were put together later, so that history needs few files."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from zenne.dataportal.models import Table, Version
from zenne.dataportal.rules.manifests import Manifest, Part
from zenne.dataportal.storage.contents import last_row
from zenne.dataportal.storage.merging import Compacted
from zenne.dataportal.storage.parts import paths_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Moved:
    """A version whose rows now stand in other files."""

    version: int
    manifest: Manifest


def moved_versions(
    engine: "DuckDBPyConnection", table: Table, kept: Sequence[Part], done: Compacted
) -> Iterator[Moved]:
    """The versions that had parts which became one: they read that one, up to their own last row.

    Rows are numbered in the order in which they came, so those of later versions have greater numbers. A version with a
    part that is not in ``kept``, the parts of the current one, had rows that were replaced since: it stays as it is.
    """
    if done.together is None:
        return
    gone, known = {part.name for part in done.gone}, {part.name for part in kept}
    for version in table.versions.order_by("-number").only("pk", "manifest").iterator():
        manifest: Manifest = version.manifest
        names = {part.name for part in manifest.parts}
        if not names & gone:
            return
        if names <= known:
            until = last_row(engine, table, manifest.parts) if manifest.until_row is None else manifest.until_row
            left = (part for part in manifest.parts if part.name not in gone)
            yield Moved(version.pk, Manifest((*left, done.together), manifest.quarantine, until))


def move_versions(table: Table, moved: Sequence[Moved], gone: Sequence[Part]) -> None:
    """Let them read the other files, in the transaction of the caller."""
    for each in moved:
        Version.objects.filter(pk=each.version).update(manifest=each.manifest)
    if moved:
        transaction.on_commit(partial(keep_for_readers, paths_of(table, gone)))


def keep_for_readers(paths: Sequence[str]) -> None:
    """Files that somebody may be reading now count as young: they are not cleared away yet."""
    for path in paths:
        with suppress(FileNotFoundError):
            os.utime(path)
