"""What the catalogue announces."""

from dataclasses import dataclass

from zenne.core.events.public import fact


@fact
@dataclass(frozen=True, slots=True)
class CityLoaded:
    """A city folder was loaded and something of the catalogue changed: how many things are new, changed, retired."""

    created: int
    updated: int
    retired: int
