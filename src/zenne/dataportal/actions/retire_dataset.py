"""Take a data set out of what readers see."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.dataportal.errors import NoSuchDataset
from zenne.dataportal.models import Dataset
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.search_sources import index_datasets


@needs(MANAGE_DATA)
@transaction.atomic
def retire_dataset(*, asker: Asker, slug: str, is_retired: bool, at: datetime) -> None:
    """Retire a data set, or bring it back. Its rows stay where they are. Doing it twice is nothing.

    Raises:
        NoSuchDataset: there is none of that name.
    """
    dataset = Dataset.objects.select_for_update(of=("self",)).filter(slug=slug).first()
    if dataset is None:
        raise NoSuchDataset(slug)
    if (dataset.retired_at is not None) == is_retired:
        return
    dataset.retired_at = at if is_retired else None
    dataset.changed_at = at
    dataset.save(update_fields=["retired_at", "changed_at"])
    record(asker=asker, action="data.retire" if is_retired else "data.bring-back", thing=f"dataset:{slug}")
    index_datasets()
