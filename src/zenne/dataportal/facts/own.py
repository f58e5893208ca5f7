"""What the portal declares by itself, because the catalogue lies below it."""

from zenne.catalogue.public import CityLoaded
from zenne.core.events.public import INSIDE, subscribe
from zenne.dataportal.actions.declare_dataset import declare_dataset
from zenne.dataportal.facts.catalogue_sets import SETS
from zenne.dataportal.facts.tasks import refresh_after_load


def declare_own() -> None:
    """Called once, when the models exist."""
    for declared in SETS:
        declare_dataset(declared)
    subscribe(CityLoaded, refresh_after_load, when=INSIDE)
