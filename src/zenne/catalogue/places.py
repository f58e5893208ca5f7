"""Where to go from where you are: streets, and the branches near them."""

from dataclasses import dataclass
from functools import lru_cache

from zenne.catalogue.models import Offering, PublicService, Street
from zenne.catalogue.queries import ServicePlace, branches, city
from zenne.catalogue.rules.addresses import SURE, KnownPlace, KnownStreet, Match, StreetIndex
from zenne.catalogue.rules.areas import KnownArea, Spot, areas_of
from zenne.catalogue.rules.distance import metres_between
from zenne.catalogue.rules.known_places import PlaceIndex
from zenne.core.content.public import per_version
from zenne.core.languages.public import Translated

VERSIONS_KEPT = 2
"""An index of streets is large: the current one, and the one before for requests that still read it."""


@dataclass(frozen=True, slots=True)
class NearPlace:
    """A place and how far it is from the middle of a street or an area, as the crow flies."""

    place: ServicePlace
    metres: float


@dataclass(frozen=True, slots=True)
class Nearest:
    """The places near a typed street, locality or postcode: those in the area itself first, then the nearest.

    Without a ``street`` there are no places: either nothing like it is known, or several are (``is_ambiguous``).
    ``alternatives`` are the others that may be meant.
    """

    street: KnownPlace | None
    alternatives: tuple[KnownPlace, ...]
    is_ambiguous: bool
    places: list[NearPlace]

    @property
    def area(self) -> KnownArea | None:
        """What was meant, when it is no street."""
        return self.street if isinstance(self.street, KnownArea) else None


@lru_cache(maxsize=VERSIONS_KEPT)
def place_index(version: str) -> PlaceIndex:
    """All streets and areas, ready to be searched, once per version.

    Two queries and a quarter of a second for 3,400 streets.
    """
    rows = Street.objects.values_list("key", "name", "other_names", "postcode", "latitude", "longitude")
    streets = [
        KnownStreet(key, name, tuple(others), postcode, latitude, longitude)
        for key, name, others, postcode, latitude, longitude in rows
    ]
    here = city(version)
    localities = {*(here.name.values() if here else ())}
    for branch in branches(version):
        localities.update(branch.locality.values())
    spots = (
        Spot(branch.postcode, branch.latitude, branch.longitude, branch.locality, branch.slug)
        for branch in branches(version)
    )
    of_streets = (Spot(street.postcode, street.latitude, street.longitude) for street in streets)
    return PlaceIndex(StreetIndex(streets, localities=localities), areas_of(spots, of_streets))


def find_place(typed: str, *, version: str) -> Match:
    """The streets, localities and postcodes that ``typed`` may mean."""
    return place_index(version).find(typed)


def nearest_branches(*, street: str, service: str | None = None, version: str, limit: int | None = None) -> Nearest:
    """The branches near ``street`` (a street, a locality or a postcode as somebody typed it), the nearest first.

    With the slug of a ``service`` only those that offer it, with its own hours and languages. At most ``limit``.
    """
    found = find_place(street, version=version)
    if found.street is None:
        alternatives = found.equally_near if found.is_ambiguous else found.streets
        return Nearest(None, alternatives, found.is_ambiguous, [])
    places = by_distance(found.street, places_for(service, version=version))
    also = tuple(other.street for other in found.candidates[1:] if other.score >= SURE)
    return Nearest(found.street, also, False, places[:limit])


def by_distance(street: KnownPlace, places: list[ServicePlace]) -> list[NearPlace]:
    """Places with their distance to the middle of a street or area: those in the area first, then the nearest."""
    near = [
        NearPlace(
            place,
            metres_between(
                from_latitude=street.latitude,
                from_longitude=street.longitude,
                to_latitude=place.branch.latitude,
                to_longitude=place.branch.longitude,
            ),
        )
        for place in places
    ]
    inside = street.branches if isinstance(street, KnownArea) else frozenset[str]()
    return sorted(near, key=lambda each: (each.place.branch.slug not in inside, each.metres))


def places_for(service: str | None, *, version: str) -> list[ServicePlace]:
    """All branches; or those that offer the service with this slug, with its own hours and languages there."""
    if service is None:
        return [ServicePlace(branch, branch.hours, tuple(branch.languages)) for branch in branches(version)]
    rows = Offering.objects.filter(service__slug=service, service__retired_at=None)
    offered = {pk: (hours, languages) for pk, hours, languages in rows.values_list("branch_id", "hours", "languages")}
    return [
        ServicePlace(branch, hours or branch.hours, tuple(languages or branch.languages))
        for branch in branches(version)
        if branch.pk in offered
        for hours, languages in [offered[branch.pk]]
    ]


@per_version
def services_at_branches(version: str) -> tuple[tuple[str, Translated], ...]:
    """Slugs and names of the services that at least one branch offers, most needed first."""
    offered = PublicService.objects.current().filter(offerings__branch__retired_at=None).distinct()
    return tuple(offered.values_list("slug", "name"))
