"""Named streets as they stand in GeoJSON with OpenStreetMap's keys."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from zenne.catalogue.rules.characters import is_storable
from zenne.core.languages.public import Translated

NAME_SEPARATOR = " - "
Point = tuple[float, float]
"""Longitude, latitude in degrees (WGS 84)."""


class InvalidStreet(Exception):
    """A feature that is not a named street."""

    code = "invalid-street"


@dataclass(frozen=True, slots=True)
class NamedStreet:
    """A street: its name per language, other names people use, and where it is."""

    name: Translated
    other_names: tuple[str, ...]
    postcode: str
    middle: Point
    geometry: Mapping[str, Any]

    @property
    def key(self) -> str:
        """What tells this street from others: its names and postcode."""
        return "|".join([*self.name.values(), self.postcode])[:200]


def read_street(feature: Any, *, name_languages: Sequence[str]) -> NamedStreet:
    """Read one GeoJSON feature (RFC 7946).

    ``name_languages`` tells the languages of the two names in ``Avenue Louise - Louizalaan``.

    Raises:
        InvalidStreet: when it has no name or no usable geometry.
    """
    try:
        properties, geometry = feature["properties"], feature["geometry"]
        name = names_of(properties, name_languages=name_languages)
        lines = list(lines_of(geometry))
        middle = middle_of(max(lines, key=len))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        raise InvalidStreet("a street needs properties and a Point, LineString or MultiLineString") from None
    if not name:
        raise InvalidStreet("a street needs a name")
    if not all(map(is_storable, (*name.values(), *name, *map(str, properties.values())))):
        raise InvalidStreet("a name has a control character in it")
    other = tuple(part.strip() for part in str(properties.get("alt_name") or "").split(";") if part.strip())
    return NamedStreet(
        name, other, str(properties.get("postcode") or "")[:10], middle, plain_geometry(geometry["type"], lines)
    )


def plain_geometry(kind: str, lines: list[list[Point]]) -> dict[str, Any]:
    """The geometry with longitude and latitude only: heights and further members are not kept."""
    match kind:
        case "Point":
            return {"type": kind, "coordinates": list(lines[0][0])}
        case "LineString":
            return {"type": kind, "coordinates": [list(pair) for pair in lines[0]]}
        case _:
            return {"type": kind, "coordinates": [[list(pair) for pair in line] for line in lines]}


def names_of(properties: Mapping[str, Any], *, name_languages: Sequence[str]) -> Translated:
    """The names by language: ``name:fr`` wins over the part of ``name`` that stands for French."""
    whole = str(properties.get("name") or "").strip()
    names = dict(zip(name_languages or ["und"], split_name(whole, len(name_languages)), strict=False))
    names |= {key[5:]: str(value) for key, value in properties.items() if key.startswith("name:") and value}
    return Translated(names)


def split_name(whole: str, languages: int) -> list[str]:
    """One name per language; a name that does not split into that many serves all of them."""
    parts = whole.split(NAME_SEPARATOR)
    if languages == 2 and len(parts) % 2 == 0:
        # "Allée A - B - A en B-dreef" cannot be told; four parts are read as two and two.
        half = len(parts) // 2
        return [NAME_SEPARATOR.join(parts[:half]), NAME_SEPARATOR.join(parts[half:])]
    return parts if len(parts) == languages else [whole] * max(languages, 1)


def lines_of(geometry: Mapping[str, Any]) -> Iterator[list[Point]]:
    """The lines of a geometry; a point is a line of one point. Polygons count by their rings."""
    coordinates = geometry["coordinates"]
    match geometry["type"]:
        case "Point":
            yield [point(coordinates)]
        case "LineString":
            yield [point(pair) for pair in coordinates]
        case "MultiLineString" | "Polygon":
            for line in coordinates:
                yield [point(pair) for pair in line]
        case other:
            raise ValueError(other)


def point(pair: Sequence[float]) -> Point:
    longitude, latitude = float(pair[0]), float(pair[1])
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise ValueError(pair)
    return longitude, latitude


def middle_of(line: list[Point]) -> Point:
    """The point halfway along a line."""
    steps = [math.dist(a, b) for a, b in pairwise(line)]
    left = sum(steps) / 2
    for (start, end), step in zip(pairwise(line), steps, strict=True):
        if step >= left and step > 0:
            share = left / step
            return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
        left -= step
    return line[0]
