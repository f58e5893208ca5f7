"""Which version of a table a question is about."""

from datetime import datetime

from django.db.models import Q, QuerySet

from zenne.dataportal.models import Version
from zenne.dataportal.query.cursors import Place
from zenne.dataportal.query.errors import NoSuchTable
from zenne.dataportal.rules.parameters import WrongParameter
from zenne.dataportal.rules.policies import Reader


def version_of(
    dataset: str, table: str, *, reader: Reader, as_of: datetime | None = None, place: Place | None = None
) -> Version:
    """The version that a reader asks for: the current one, that of a moment, or the one in which a cursor goes on.

    One query.

    Raises:
        NoSuchTable: there is none, or the reader may not know of it.
        WrongParameter: the table had no rows at that moment, or the version of the cursor is gone.
    """
    if "\0" in dataset + table:  # PostgreSQL takes no such text
        raise NoSuchTable
    known = Version.objects.select_related("schema", "table__dataset").filter(
        table__name=table, table__dataset__slug=dataset, table__dataset__retired_at=None
    )
    found = chosen(known, as_of=as_of, place=place).first()
    is_current = as_of is None and place is None
    any_version = found if found is not None or is_current else known.first()
    if any_version is None or not may_know(any_version, reader):
        raise NoSuchTable
    if found is None:
        raise WrongParameter("old-cursor", "_after") if place else WrongParameter("no-version-then", "asOf")
    return found


def chosen(known: QuerySet[Version], *, as_of: datetime | None, place: Place | None) -> QuerySet[Version]:
    if place is not None:
        return known.filter(pk=place.version)
    if as_of is not None:
        return known.filter(Q(ended_at=None) | Q(ended_at__gt=as_of), published_at__lte=as_of).order_by("-number")
    return known.filter(ended_at=None)


def may_know(version: Version, reader: Reader) -> bool:
    """Whether the reader may know of the table and of its data set."""
    return reader.meets(version.table.dataset.need) and reader.meets(version.table.policy.need)
