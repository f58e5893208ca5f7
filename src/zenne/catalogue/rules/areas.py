"""Parts of a city that people name instead of a street: a locality, or the area of a postcode."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zenne.core.languages.public import Translated

NO_NAME = Translated()


@dataclass(frozen=True, slots=True)
class KnownArea:
    """A locality or the area of a postcode, with the slugs of the branches in it.

    Latitude and longitude (degrees, WGS 84) are those of the middle of these branches, or else of its streets.
    """

    key: str
    name: Translated
    postcodes: frozenset[str]
    branches: frozenset[str]
    latitude: float
    longitude: float

    @property
    def postcode(self) -> str:
        """Its only postcode; empty when it has several."""
        return next(iter(self.postcodes)) if len(self.postcodes) == 1 else ""

    @property
    def both_names(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Words that find it again."""
        return next(iter(self.name.values()), "")

    def label_in(self, language: str) -> str:
        """The same in the reader's language."""
        return self.name.shown_in(language).text


@dataclass(frozen=True, slots=True)
class Spot:
    """Something with a postcode and a place on the ground; of a branch also its locality and slug."""

    postcode: str
    latitude: float
    longitude: float
    locality: Translated = NO_NAME
    branch: str = ""


def areas_of(branches: Iterable[Spot], streets: Iterable[Spot]) -> Iterator[KnownArea]:
    """The localities of the branches, and every postcode of branches and streets."""
    branches, by_postcode = list(branches), grouped(streets)
    for locality in dict.fromkeys(branch.locality for branch in branches if branch.locality):
        inside = [branch for branch in branches if branch.locality == locality]
        yield area(f"locality:{'|'.join(locality.values())}", locality, inside)
    with_branches = grouped(branches)
    for postcode in sorted(by_postcode.keys() | with_branches.keys()):
        spots = with_branches.get(postcode) or by_postcode[postcode]
        yield area(f"postcode:{postcode}", name_of_postcode(postcode, spots), spots)


def grouped(spots: Iterable[Spot]) -> dict[str, list[Spot]]:
    found: dict[str, list[Spot]] = {}
    for spot in spots:
        if spot.postcode:
            found.setdefault(spot.postcode, []).append(spot)
    return found


def name_of_postcode(postcode: str, spots: list[Spot]) -> Translated:
    """ "1130 Haren" where all its branches are in one locality, else the bare postcode."""
    localities = {spot.locality for spot in spots}
    only = localities.pop() if len(localities) == 1 else NO_NAME
    return Translated({language: f"{postcode} {name}" for language, name in only.items()} or {"und": postcode})


def area(key: str, name: Translated, spots: list[Spot]) -> KnownArea:
    return KnownArea(
        key=key,
        name=name,
        postcodes=frozenset(spot.postcode for spot in spots if spot.postcode),
        branches=frozenset(spot.branch for spot in spots if spot.branch),
        latitude=sum(spot.latitude for spot in spots) / len(spots),
        longitude=sum(spot.longitude for spot in spots) / len(spots),
    )
