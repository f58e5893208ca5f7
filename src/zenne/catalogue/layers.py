"""The layers of the city's map as GeoJSON (RFC 7946), compact."""

import gzip
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils import translation

from zenne.catalogue.models import Street
from zenne.catalogue.queries import branches
from zenne.catalogue.rules.streets import NAME_SEPARATOR
from zenne.core.content.public import per_version

DECIMALS = 5
"""A metre. More would only make the file larger."""
VERSIONS_KEPT = 2


@lru_cache(maxsize=VERSIONS_KEPT)
def streets_layer(version: str) -> bytes:
    """All streets with their names and lines, compressed with gzip; made once per version. One query."""
    rows = Street.objects.values_list("name", "geometry")
    features = (
        feature({"name": NAME_SEPARATOR.join(dict.fromkeys(name.values()))}, rounded(geometry))
        for name, geometry in rows
    )
    return gzip.compress(collection(features), mtime=0)


@per_version
def branches_layer(version: str, language: str) -> bytes:
    """All branches as points, with their name, address and page in one language."""
    with translation.override(language):
        features = [
            feature(
                {
                    "slug": branch.slug,
                    "name": str(branch.name),
                    "address": f"{branch.street} {branch.number}, {branch.postcode} {branch.locality}",
                    "url": reverse("catalogue:branch", args=[branch.slug]),
                },
                {"type": "Point", "coordinates": [branch.longitude, branch.latitude]},
            )
            for branch in branches(version)
        ]
    return collection(features)


def feature(properties: Mapping[str, str], geometry: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(features: Iterable[dict[str, Any]]) -> bytes:
    whole = {"type": "FeatureCollection", "features": list(features)}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def rounded(geometry: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": geometry["type"], "coordinates": rounded_coordinates(geometry["coordinates"])}


def rounded_coordinates(coordinates: Any) -> Any:
    """Coordinates of any depth, to a metre."""
    if isinstance(coordinates, int | float):
        return round(coordinates, DECIMALS)
    return [rounded_coordinates(part) for part in coordinates]
