"""What is done in the background: look again at what modules measure."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zenne.catalogue.public import CityLoaded
from zenne.core.tasks.public import enqueue, work
from zenne.dataportal.actions.refresh_dataset import refresh_dataset
from zenne.dataportal.facts.declared import declared_datasets

CATALOGUE = "catalogue"


@work(title=_("Bring a data set up to date"), is_atomic=False)
def refresh(*, dataset: str) -> int:
    """Returns how many tables have something new."""
    return refresh_dataset(dataset, at=timezone.now())


def refresh_soon(dataset: str) -> None:
    """Let a worker bring a declared data set up to date, once the transaction of the caller is certain."""
    enqueue(refresh, arguments={"dataset": dataset})


def refresh_after_load(happened: CityLoaded) -> None:
    """Once the city is there, a worker brings its data sets up to date. Told inside the load, so none is forgotten."""
    for declared in declared_datasets(CATALOGUE):
        refresh_soon(declared.slug)
