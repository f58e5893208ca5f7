"""Describe a data set."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.languages.public import Translated
from zenne.dataportal.errors import ChangedMeanwhile, DescriptionRefused, NoSuchDataset
from zenne.dataportal.metadata.codes import FREQUENCIES, HIGH_VALUE, LICENCES, THEMES
from zenne.dataportal.models import Dataset
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.queries import official_languages
from zenne.dataportal.rules.descriptions import faults_of
from zenne.dataportal.rules.policies import Level
from zenne.dataportal.search_sources import index_datasets

DESCRIBED: Final = (
    "title",
    "description",
    "keywords",
    "themes",
    "licence",
    "publisher",
    "contact_name",
    "contact_email",
    "landing_page",
    "source",
    "bbox",
    "begins_on",
    "ends_on",
    "frequency",
    "high_value",
    "level",
    "scope",
    "is_listed",
    "reason",
)
"""The columns of a data set that a steward writes."""
KNOWN: Final = {
    "themes": frozenset(THEMES),
    "licence": frozenset(LICENCES),
    "frequency": frozenset(FREQUENCIES),
    "high_value": frozenset(HIGH_VALUE),
    "level": frozenset(Level),
}


@needs(MANAGE_DATA)
@transaction.atomic
def describe_dataset(*, asker: Asker, slug: str, changes: Mapping[str, Any], seen: str, at: datetime) -> bool:
    """Change what is said about a data set and who may know of it; whether anything differs.

    Args:
        changes: new values by the columns of ``DESCRIBED``; columns that are left out stay.
        seen: ``stamp_of`` the data set as the form showed it.

    Raises:
        NoSuchDataset, ChangedMeanwhile, DescriptionRefused: nothing has changed then.
    """
    dataset = Dataset.objects.select_for_update(of=("self",)).filter(slug=slug).first()
    if dataset is None:
        raise NoSuchDataset(slug)
    if stamp_of(dataset) != seen:
        raise ChangedMeanwhile(slug)
    before = {name: getattr(dataset, name) for name in DESCRIBED}
    faults = faults_of({**before, **changes}, known=KNOWN, reason_in=official_languages())
    if faults:
        raise DescriptionRefused(faults)
    differing = {name: value for name, value in changes.items() if value != before[name]}
    if not differing:
        return False
    for name, value in differing.items():
        setattr(dataset, name, value)
    dataset.described_at = dataset.changed_at = at
    dataset.save()
    record(
        asker=asker,
        action="data.describe",
        thing=f"dataset:{slug}",
        details={name: {"before": plain(before[name]), "after": plain(value)} for name, value in differing.items()},
    )
    index_datasets()
    return True


def stamp_of(dataset: Dataset) -> str:
    """Differs after each description."""
    return dataset.described_at.isoformat() if dataset.described_at else ""


def plain(value: Any) -> Any:
    """A value as JSON can carry it."""
    if isinstance(value, Translated):
        return dict(value)
    return value if isinstance(value, str | bool | list | dict | None) else str(value)
