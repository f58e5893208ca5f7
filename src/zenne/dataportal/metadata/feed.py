"""What is new in the data, for readers of feeds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import TruncDay
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _

from zenne.dataportal.metadata.addresses import page_of, table_page_of
from zenne.dataportal.models import Version
from zenne.dataportal.queries import KnownDataset, KnownTable, datasets_for
from zenne.dataportal.rules.policies import ANYBODY

MOST_ENTRIES: Final = 50
FORMS: Final = {"atom": Atom1Feed, "rss": Rss201rev2Feed}
"""How a feed is written: Atom (RFC 4287) or RSS 2.0."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that is new."""

    title: str
    text: str
    address: str
    key: str
    at: datetime


def entries() -> list[Entry]:
    """What is new for everybody, the newest first: data sets, what is said of them, and versions of their tables."""
    found = datasets_for(ANYBODY)
    new = [*new_datasets(found), *new_descriptions(found), *new_versions(found)]
    return sorted(new, key=lambda each: each.at, reverse=True)[:MOST_ENTRIES]


def new_datasets(found: Sequence[KnownDataset]) -> list[Entry]:
    return [
        Entry(
            title=title_of(known),
            text=_("A new data set."),
            address=page_of(known.dataset.slug),
            key=f"{page_of(known.dataset.slug)}#dataset",
            at=known.dataset.created_at,
        )
        for known in found
    ]


def new_descriptions(found: Sequence[KnownDataset]) -> list[Entry]:
    """When somebody said something else of a data set last: what it is, how it may be used, or who may see it."""
    return [
        Entry(
            title=title_of(known),
            text=_("The description of the data set was changed."),
            address=page_of(known.dataset.slug),
            key=f"{page_of(known.dataset.slug)}#described-{at:%Y-%m-%dT%H:%M:%S.%fZ}",
            at=at,
        )
        for known in found
        if (at := known.dataset.described_at) and at > known.dataset.created_at
    ]


def new_versions(found: Sequence[KnownDataset]) -> list[Entry]:
    """Versions of tables that everybody sees whole; of the others only the days on which there were some.

    A version of those may differ in nothing that everybody sees, and how many there are tells of what is hidden.
    """
    tables = {table.table.pk: (known, table) for known in found for table in known.tables}
    whole = {pk for pk, (_known, table) in tables.items() if table.is_whole}
    versions = Version.objects.filter(table__in=whole).order_by("-published_at", "-pk")
    others = Version.objects.filter(table__in=tables.keys() - whole)
    new = [
        *((pk, at, f"version-{number}") for pk, at, number in moments_of(versions)),
        *((pk, day, f"day-{day:%Y-%m-%d}") for pk, day in days_of(others)),
    ]
    return [version_entry(*tables[pk], at=at, mark=mark) for pk, at, mark in new]


def moments_of(versions: QuerySet[Version]) -> list[tuple[int, datetime, int]]:
    return list(versions.values_list("table", "published_at", "number")[:MOST_ENTRIES])


def days_of(versions: QuerySet[Version]) -> list[tuple[int, datetime]]:
    day = TruncDay("published_at")
    return list(versions.values_list("table", day).distinct().order_by(day.desc(), "table")[:MOST_ENTRIES])


def version_entry(known: KnownDataset, table: KnownTable, *, at: datetime, mark: str) -> Entry:
    slug, name = known.dataset.slug, table.table.name
    return Entry(
        title=_("%(dataset)s: %(table)s") % {"dataset": title_of(known), "table": str(table.table.title) or name},
        text=_("A new version of the table was published."),
        address=table_page_of(slug, name),
        key=f"{table_page_of(slug, name)}#{mark}",
        at=at,
    )


def title_of(known: KnownDataset) -> str:
    return str(known.dataset.title) or known.dataset.slug


def written_feed(form: str, *, title: str, about: str, address: str, language: str) -> str:
    """The feed in one of ``FORMS``, in the reader's language."""
    found = entries()
    feed = FORMS[form](
        title=title,
        link=f"{settings.BASE_URL}/{language}/data/",
        description=about,
        language=language,
        feed_url=settings.BASE_URL + address,
        feed_guid=f"{settings.BASE_URL}/data/",
    )
    for entry in found:
        feed.add_item(
            title=entry.title,
            link=entry.address,
            description=entry.text,
            unique_id=entry.key,
            unique_id_is_permalink=False,
            updateddate=entry.at,
            pubdate=entry.at,
        )
    return feed.writeString("utf-8")
