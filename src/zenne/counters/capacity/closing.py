"""Closures outlive what is loaded: the hours of a city folder do not know of them."""

from django.utils import timezone

from zenne.catalogue.public import CityLoaded
from zenne.core.events.public import INSIDE, subscribe
from zenne.counters.capacity.actions.write_closures import write_closures


def follow_loads() -> None:
    """Write closures into the hours again whenever a city folder was loaded, in the same transaction."""
    subscribe(CityLoaded, write_again, when=INSIDE)


def write_again(happened: CityLoaded) -> None:
    write_closures(now=timezone.now())
