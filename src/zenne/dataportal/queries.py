"""What a reader knows of the data sets: which there are, their tables, the columns of these."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from zenne.catalogue.public import city
from zenne.core.access.public import Asker, needs
from zenne.core.content.public import current_version
from zenne.core.languages.public import Translated
from zenne.dataportal.models import Dataset, Feed, Load, ProfileGrant, Table, Version
from zenne.dataportal.permissions import GRANT_PROFILES, MANAGE_DATA
from zenne.dataportal.rules.columns import TableDefinition
from zenne.dataportal.rules.policies import ANYBODY, ORDER, Reader
from zenne.dataportal.rules.visibility import (
    ClosedColumn,
    VisibleColumn,
    has_geometry,
    listed_columns,
    reasons_of_rows,
    sees_all_rows,
    sees_all_values,
    visible_columns,
)

OPEN_TO = "public"
"""To whom these answer, where nothing else is said: each is asked for a reader, and gives what that one may know."""

SLUG: Final = re.compile(r"[-a-zA-Z0-9_]{1,80}")


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A table as one reader knows it. ``rows`` is None where their number would tell of rows that are hidden.

    Attributes:
        closed_columns: of which the reader may know that they are there and why they are closed, and nothing else.
        row_reasons: why there may be rows that they do not see, where the rules for these say more than the table.
        is_whole: the reader sees every row and value as it is.
        published_at: since when the rows are as they are; only the day where the table is not whole, because a new
            version may differ in nothing that the reader sees.
    """

    table: Table
    definition: TableDefinition
    columns: tuple[VisibleColumn, ...]
    published_at: datetime
    rows: int | None
    is_whole: bool
    closed_columns: tuple[ClosedColumn, ...] = ()
    row_reasons: tuple[Translated, ...] = ()

    @property
    def has_geometry(self) -> bool:
        return has_geometry(self.columns)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that name a row, when the reader sees all of them."""
        seen = {each.column.name for each in self.columns}
        return self.definition.key if seen.issuperset(self.definition.key) else ()


@dataclass(frozen=True, slots=True)
class KnownDataset:
    """A data set as one reader knows it: ``is_open`` when they see its data and not only that it is there.

    ``closed_tables`` are those of which they may know that they are there, and why they are not for them.
    """

    dataset: Dataset
    is_open: bool
    tables: tuple[KnownTable, ...]
    closed_tables: tuple[Table, ...] = ()

    @property
    def changed_at(self) -> datetime:
        """When something changed last that this reader can see."""
        moments = [table.published_at for table in self.tables]
        return max([*moments, self.dataset.described_at or self.dataset.created_at])

    @property
    def has_geometry(self) -> bool:
        return any(table.has_geometry for table in self.tables)

    def table(self, name: str) -> KnownTable | None:
        """The table of that name, if the reader knows one."""
        return next((each for each in self.tables if each.table.name == name), None)


def current_datasets() -> QuerySet[Dataset]:
    """The data sets that are not retired, with what is published of them. Three queries."""
    versions = Version.objects.filter(ended_at=None).select_related("schema").defer("manifest")
    tables = Table.objects.prefetch_related(Prefetch("versions", versions, to_attr="current"))
    return (
        Dataset.objects.filter(retired_at=None)
        .select_related("publisher")
        .prefetch_related(Prefetch("tables", tables, to_attr="all_tables"))
    )


def may_know(reader: Reader) -> Q:
    """The data sets of which a reader may know that they are there: those with rows, and those that are listed."""
    if reader.sees_everything:
        return Q()
    levels = ORDER[: ORDER.index(reader.level) + 1]
    has_rows = Exists(Version.objects.filter(table__dataset=OuterRef("pk"), ended_at=None))
    return Q(is_listed=True) | Q(has_rows, level__in=levels, scope__in=["", *reader.scopes])


def datasets_for(reader: Reader) -> list[KnownDataset]:
    """All data sets that a reader knows of, what changed last first."""
    found = [known(dataset, reader) for dataset in current_datasets().filter(may_know(reader))]
    return sorted(found, key=lambda each: (each.changed_at, each.dataset.slug), reverse=True)


def dataset_for(reader: Reader, slug: str) -> KnownDataset | None:
    """One data set, if the reader knows of it. Any text may be asked for."""
    if not SLUG.fullmatch(slug):
        return None
    dataset = current_datasets().filter(may_know(reader), slug=slug).first()
    return known(dataset, reader) if dataset else None


def known(dataset: Dataset, reader: Reader) -> KnownDataset:
    is_open = reader.meets(dataset.need)
    tables: Iterable[Table] = dataset.all_tables if is_open else ()  # type: ignore[attr-defined]
    found = [known_table(table, reader) for table in tables if reader.meets(table.policy.need)]
    closed = (table for table in tables if not reader.meets(table.policy.need) and table.policy.is_listed)
    return KnownDataset(
        dataset,
        is_open,
        tuple(each for each in found if each is not None),
        tuple(table for table in closed if table.current),  # type: ignore[attr-defined]
    )


def known_table(table: Table, reader: Reader) -> KnownTable | None:
    """A table with what is published of it; None when nothing is."""
    current: Sequence[Version] = table.current  # type: ignore[attr-defined]
    if not current:
        return None
    version = current[0]
    definition: TableDefinition = version.schema.definition
    columns, has_all_rows = visible_columns(definition, table.policy, reader), sees_all_rows(table.policy, reader)
    is_whole = has_all_rows and sees_all_values(definition, columns)
    return KnownTable(
        table,
        definition,
        columns,
        version.published_at if is_whole else version.published_day,
        version.rows if has_all_rows else None,
        is_whole,
        listed_columns(definition, table.policy, [each.column.name for each in columns]),
        reasons_of_rows(table.policy, reader),
    )


def column_exists(reader: Reader, reference: str) -> bool:
    """Whether the reader knows a column ``dataset.table.column``. Any text may be asked for."""
    slug, *names = reference.split(".")
    known = dataset_for(reader, slug) if len(names) == 2 else None
    table = known.table(names[0]) if known else None
    return table is not None and any(each.column.name == names[1] for each in table.columns)


def public_datasets() -> list[str]:
    """The names in addresses of the data sets of which everybody may know."""
    return list(Dataset.objects.filter(may_know(ANYBODY), retired_at=None).values_list("slug", flat=True))


def official_languages() -> tuple[str, ...]:
    """The languages in which the city must speak: in all of them stands why something is not for everybody."""
    here = city(current_version())
    return tuple(here.official_languages) if here else tuple(code for code, _name in settings.LANGUAGES)


@needs(MANAGE_DATA)
def recent_loads(*, asker: Asker, most: int) -> list[Load]:
    """The files that were loaded last, without those that came out of another."""
    return list(Load.objects.filter(part_of=None).select_related("table__dataset")[:most])


@needs(MANAGE_DATA)
def load_named(*, asker: Asker, load: UUID) -> Load | None:
    """A file on its way into a table; None when there is none."""
    return Load.objects.select_related("table__dataset", "version__schema").filter(pk=load).first()


@needs(MANAGE_DATA)
def regular_feeds(*, asker: Asker) -> list[Feed]:
    """The addresses that are fetched by a timetable."""
    return list(Feed.objects.select_related("table__dataset", "load"))


@needs(GRANT_PROFILES)
def all_grants(*, asker: Asker) -> list[ProfileGrant]:
    """Who has which profile, whether it is over or not."""
    return list(ProfileGrant.objects.all())
