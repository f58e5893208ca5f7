"""What is new in the data, for readers of feeds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _

from zenne.dataportal.metadata.addresses import page_of, table_page_of
from zenne.dataportal.models import Version
from zenne.dataportal.queries import KnownDataset, datasets_for
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
    """What is new for everybody, the newest first: data sets, and versions of their tables."""
    found = datasets_for(ANYBODY)
    return sorted([*new_datasets(found), *new_versions(found)], key=lambda each: each.at, reverse=True)[:MOST_ENTRIES]


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


def new_versions(found: Sequence[KnownDataset]) -> list[Entry]:
    tables = {table.table.pk: (known, table) for known in found for table in known.tables}
    newest = Version.objects.filter(table__in=tables).order_by("-published_at", "-pk").defer("manifest", "statistics")
    entries = []
    for version in newest[:MOST_ENTRIES]:
        known, table = tables[version.table_id]
        slug, name = known.dataset.slug, table.table.name
        entries.append(
            Entry(
                title=_("%(dataset)s: %(table)s")
                % {"dataset": title_of(known), "table": str(table.table.title) or name},
                text=_("A new version of the table was published."),
                address=table_page_of(slug, name),
                key=f"{table_page_of(slug, name)}#version-{version.number}",
                at=version.published_at,
            )
        )
    return entries


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
