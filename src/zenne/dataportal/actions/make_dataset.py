"""Make a data set into which rows can be loaded then."""

from datetime import datetime

from django.db import IntegrityError, transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.languages.public import Translated
from zenne.dataportal.errors import DescriptionRefused, NameTaken
from zenne.dataportal.models import Dataset
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.rules.descriptions import Fault, is_title
from zenne.dataportal.rules.names import is_free_name, is_slug
from zenne.dataportal.rules.policies import Need


@needs(MANAGE_DATA)
@transaction.atomic
def make_dataset(  # noqa: PLR0913 - what a program says of a data set
    *, asker: Asker, slug: str, title: Translated, description: Translated, need: Need, at: datetime
) -> Dataset:
    """A data set without rows: nobody but stewards knows of it before it has some.

    Raises:
        NameTaken, DescriptionRefused: nothing was made.
    """
    faults: dict[str, Fault] = {}
    if not is_slug(slug) or not is_free_name(slug):
        faults["dataset"] = Fault.BAD_NAME
    if not title:
        faults["title"] = Fault.NEEDED
    elif not all(is_title(text) for text in title.values()):
        faults["title"] = Fault.TOO_SHORT
    if faults:
        raise DescriptionRefused(faults)
    texts = {"title": title, "description": description}
    try:
        with transaction.atomic():
            dataset = Dataset.objects.create(
                slug=slug, **texts, level=need.level, scope=need.scope, created_at=at, changed_at=at, described_at=at
            )
    except IntegrityError:
        raise NameTaken(slug) from None
    record(asker=asker, action="data.create-dataset", thing=slug, details={"level": need.level, "scope": need.scope})
    return dataset
