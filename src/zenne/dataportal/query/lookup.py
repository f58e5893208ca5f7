"""Which version of a table a question is about."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.db import connection
from django.db.models import F, Q, QuerySet
from pydantic import TypeAdapter

from zenne.dataportal.models import Version
from zenne.dataportal.query.cursors import Place
from zenne.dataportal.query.errors import NoSuchTable
from zenne.dataportal.query.source import source_of
from zenne.dataportal.query.view import View, view_for
from zenne.dataportal.rules.parameters import WrongParameter
from zenne.dataportal.rules.policies import Level, Need, Reader, TablePolicy

POLICIES: Final = TypeAdapter(TablePolicy)
CURRENT: Final = """
SELECT v.id, CAST(v.published_at AS TEXT) || CAST(v.manifest AS TEXT), CAST(t.policy AS TEXT), d.level, d.scope
FROM dataportal_version v
JOIN dataportal_table t ON t.id = v.table_id
JOIN dataportal_dataset d ON d.id = t.dataset_id
WHERE d.slug = %s AND t.name = %s AND d.retired_at IS NULL AND v.ended_at IS NULL
"""
"""Written by hand because Django takes longer to compose it than many a question takes to be answered."""


def version_of(dataset: str, table: str, *, reader: Reader) -> Version:
    """The current version of a table. Raises NoSuchTable: there is none, or the reader may not know of it."""
    return kept_version(known_to(reader, dataset, table))


def seen_version(
    dataset: str, table: str, *, reader: Reader, as_of: datetime | None = None, place: Place | None = None
) -> tuple[Version, View]:
    """The version that a reader asks for: the current one, that of a moment, or the one in which a cursor goes on.

    With what the reader sees of it. One query for the current version, and for what is not there as well as for what
    the reader may not know of. Do not rely on the texts of the table and its data set in it, which may be older.

    Raises:
        NoSuchTable: there is none, or the reader may not know of it.
        WrongParameter: the table had no rows at that moment, or the version of the cursor is gone.
    """
    current = known_to(reader, dataset, table)
    if (as_of is None and place is None) or (place is not None and place.version == current.pk):
        return kept_version(current), kept_view(current, reader)
    known = all_versions().filter(table__name=table, table__dataset__slug=dataset, table__dataset__retired_at=None)
    found = chosen(known, as_of=as_of, place=place).first() or first_of_day(known, reader, as_of)
    if found is None:
        raise WrongParameter("old-cursor", "_after") if place else WrongParameter("no-version-then", "asOf")
    return found, view_for(reader, source_of(found))


def known_to(reader: Reader, dataset: str, table: str) -> "Current":
    current = current_version(dataset, table)
    if current is None or not current.is_known_to(reader):
        raise NoSuchTable
    return current


def all_versions() -> QuerySet[Version]:
    return Version.objects.select_related("schema", "table__dataset")


@dataclass(frozen=True, slots=True)
class Current:
    """The version that readers see now, and who they are.

    ``marks`` is when it was published and which files it has: after a transaction that was undone, or from a backup,
    another version may have its number.
    """

    pk: int
    marks: str
    policy: str
    level: str
    scope: str

    def is_known_to(self, reader: Reader) -> bool:
        """Whether the reader may know of the table and of its data set."""
        return reader.meets(Need(Level(self.level), self.scope)) and reader.meets(policy_in(self.policy).need)


def current_version(dataset: str, table: str) -> Current | None:
    """What readers see now of a table; None when there is none. Any text may be asked for."""
    if "\0" in dataset + table:  # PostgreSQL takes no such text
        return None
    with connection.cursor() as cursor:
        cursor.execute(CURRENT, [dataset, table])
        found = cursor.fetchone()
    return Current(*found) if found else None


@lru_cache(maxsize=500)
def policy_in(text: str) -> TablePolicy:
    return POLICIES.validate_json(text)


@lru_cache(maxsize=500)
def kept_version(current: Current) -> Version:
    """A version, read once. Who may see it is taken from what was given, which is what holds now."""
    version = all_versions().get(pk=current.pk)
    version.table.policy = policy_in(current.policy)
    version.table.dataset.level, version.table.dataset.scope = current.level, current.scope
    return version


@lru_cache(maxsize=1_000)
def kept_view(current: Current, reader: Reader) -> View:
    """What a reader sees of a version. Another policy or other rights are another key."""
    return view_for(reader, source_of(kept_version(current)))


def first_of_day(known: QuerySet[Version], reader: Reader, as_of: datetime | None) -> Version | None:
    """The first version, at a moment of its day before it, for a reader who does not see it whole.

    Such a reader may know the day of a version and not its hour: a refusal until then would tell it.
    """
    first = known.exclude(ended_at=F("published_at")).order_by("number").first() if as_of else None
    if first is None or as_of is None or as_of < first.published_day:
        return None
    return None if view_for(reader, source_of(first)).is_whole else first


def chosen(known: QuerySet[Version], *, as_of: datetime | None, place: Place | None) -> QuerySet[Version]:
    if place is not None:
        return known.filter(pk=place.version)
    return known.filter(Q(ended_at=None) | Q(ended_at__gt=as_of), published_at__lte=as_of).order_by("-number")
