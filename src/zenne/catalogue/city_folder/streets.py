"""The street file that a city folder names."""

import json
from typing import Any

from zenne.catalogue.city_folder.mistakes import Mistakes
from zenne.catalogue.city_folder.reading import CityFolder
from zenne.catalogue.rules.streets import InvalidStreet, NamedStreet, read_street

LARGEST_STREET_FILE_BYTES = 200_000_000


def read_streets(folder: CityFolder, mistakes: Mistakes) -> dict[str, NamedStreet]:
    """The city's streets by key; parts of one street that stand as several features become one."""
    settings = folder.city.facts.content.streets
    if settings is None:
        return {}
    streets: dict[str, NamedStreet] = {}
    unnamed = 0
    for index, feature in enumerate(read_features(folder, settings.file, mistakes)):
        try:
            street = read_street(feature, name_languages=settings.name_languages)
        except InvalidStreet as error:
            unnamed += 1
            line = folder.city.facts.line_of("streets", "file")
            mistakes.add(
                folder.city.facts.source.file, line, f"Feature {index + 1} of “{settings.file}”: {error}."
            ) if unnamed <= 10 else None
            continue
        known = streets.get(street.key)
        streets[street.key] = street if known is None else joined(known, street)
    return streets


def read_features(folder: CityFolder, name: str, mistakes: Mistakes) -> list[Any]:
    file = (folder.path / name).resolve()
    settings_file, line = folder.city.facts.source.file, folder.city.facts.line_of("streets", "file")
    try:
        if file.stat().st_size > LARGEST_STREET_FILE_BYTES:
            mistakes.add(settings_file, line, f"“{name}” is larger than 200 MB.")
            return []
        features = json.loads(file.read_text(encoding="utf-8"))["features"]
    except OSError:
        mistakes.add(settings_file, line, f"“{name}” is missing or cannot be read.")
    except json.JSONDecodeError as error:
        mistakes.add(settings_file, line, f"“{name}”, line {error.lineno}: this is not valid JSON: {error.msg}.")
    except (KeyError, TypeError, ValueError, RecursionError):
        mistakes.add(settings_file, line, f"“{name}” is not a GeoJSON feature collection.")
    else:
        if isinstance(features, list):
            return features
        mistakes.add(settings_file, line, f"“{name}” is not a GeoJSON feature collection.")
    return []


def joined(one: NamedStreet, other: NamedStreet) -> NamedStreet:
    """One street of two parts that carry the same name."""
    lines = [*multi(one.geometry), *multi(other.geometry)]
    if not lines:
        return one
    return NamedStreet(
        one.name,
        tuple(dict.fromkeys((*one.other_names, *other.other_names))),
        one.postcode,
        one.middle,
        {"type": "MultiLineString", "coordinates": lines},
    )


def multi(geometry: Any) -> list[Any]:
    match geometry["type"]:
        case "LineString":
            return [geometry["coordinates"]]
        case "MultiLineString" | "Polygon":
            return list(geometry["coordinates"])
        case _:
            return []
