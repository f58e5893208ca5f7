"""Which version of a table a question is about."""

from datetime import datetime
from functools import lru_cache
from typing import Final

from django.db import connection
from django.db.models import Q, QuerySet
from pydantic import TypeAdapter

from zenne.dataportal.models import Version
from zenne.dataportal.query.cursors import Place
from zenne.dataportal.query.errors import NoSuchTable
from zenne.dataportal.rules.parameters import WrongParameter
from zenne.dataportal.rules.policies import Reader, TablePolicy

POLICIES: Final = TypeAdapter(TablePolicy)
CURRENT: Final = """
SELECT v.id, CAST(v.published_at AS TEXT) || CAST(v.manifest AS TEXT), CAST(t.policy AS TEXT), d.level, d.scope
FROM dataportal_version v
JOIN dataportal_table t ON t.id = v.table_id
JOIN dataportal_dataset d ON d.id = t.dataset_id
WHERE d.slug = %s AND t.name = %s AND d.retired_at IS NULL AND v.ended_at IS NULL
"""
"""Written by hand because Django takes longer to compose it than many a question takes to be answered."""


def version_of(
    dataset: str, table: str, *, reader: Reader, as_of: datetime | None = None, place: Place | None = None
) -> Version:
    """The version that a reader asks for: the current one, that of a moment, or the one in which a cursor goes on.

    One query. Do not rely on the texts of the table and its data set in it, which may be older.

    Raises:
        NoSuchTable: there is none, or the reader may not know of it.
        WrongParameter: the table had no rows at that moment, or the version of the cursor is gone.
    """
    if "\0" in dataset + table:  # PostgreSQL takes no such text
        raise NoSuchTable
    if as_of is None and place is None:
        found = any_version = current_version(dataset, table)
    else:
        known = all_versions().filter(table__name=table, table__dataset__slug=dataset, table__dataset__retired_at=None)
        found = chosen(known, as_of=as_of, place=place).first()
        any_version = found or known.first()
    if any_version is None or not may_know(any_version, reader):
        raise NoSuchTable
    if found is None:
        raise WrongParameter("old-cursor", "_after") if place else WrongParameter("no-version-then", "asOf")
    return found


def all_versions() -> QuerySet[Version]:
    return Version.objects.select_related("schema", "table__dataset")


def current_version(dataset: str, table: str) -> Version | None:
    """The version that readers see now."""
    with connection.cursor() as cursor:
        cursor.execute(CURRENT, [dataset, table])
        found = cursor.fetchone()
    return kept_version(*(str(value) for value in found)) if found else None


@lru_cache(maxsize=500)
def kept_version(pk: str, marks: str, policy: str, level: str, scope: str) -> Version:
    """A version, read once. Who may see it is taken from what was given, which is what holds now.

    ``marks`` is when it was published and which files it has: after a transaction that was undone, or from a backup,
    another version may have its number.
    """
    version = all_versions().get(pk=pk)
    version.table.policy = POLICIES.validate_json(policy)
    version.table.dataset.level, version.table.dataset.scope = level, scope
    return version


def chosen(known: QuerySet[Version], *, as_of: datetime | None, place: Place | None) -> QuerySet[Version]:
    if place is not None:
        return known.filter(pk=place.version)
    return known.filter(Q(ended_at=None) | Q(ended_at__gt=as_of), published_at__lte=as_of).order_by("-number")


def may_know(version: Version, reader: Reader) -> bool:
    """Whether the reader may know of the table and of its data set."""
    return reader.meets(version.table.dataset.need) and reader.meets(version.table.policy.need)
