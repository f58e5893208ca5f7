"""Where each text of the catalogue stands in the files, and what the files ask of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from pydantic import BaseModel

from zenne.catalogue.city_folder.schemas import BranchWords, CityWords, ServiceWords
from zenne.catalogue.rules.text_checks import TextRule

OF_THE_CITY: Final = {"life-event": "life_events", "topic": "topics", "organisation": "departments"}
"""Things whose only text stands in a list of the city's own words."""
FOLDERS: Final = {"city": "", "service": "services", "branch": "branches"}
SCHEMAS: Final[Mapping[str, type[BaseModel]]] = {"city": CityWords, "service": ServiceWords, "branch": BranchWords}
OTHER_NAMES: Final = {
    ("service", "processing_note"): "processing_time",
    ("branch", "accessibility_note"): "accessibility",
}
"""Columns that the files call otherwise."""
NOT_NEEDED: Final = {"channels"}
"""Lists of words of which even the first language needs none."""


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A value in the files: the file relative to the city folder, and the keys that lead to the value."""

    file: str
    keys: tuple[str, ...]


def place_in_files(kind: str, key: str, path: str, language: str) -> FilePlace:
    """``services/passport/fr.yaml`` and ``("requirements", "photo")`` for a text of the catalogue."""
    owner, keys = owner_and_keys(kind, key, path)
    folder = f"{FOLDERS[owner]}/{key}/" if FOLDERS[owner] else ""
    return FilePlace(f"{folder}{language}.yaml", keys)


def owner_and_keys(kind: str, key: str, path: str) -> tuple[str, tuple[str, ...]]:
    if kind in OF_THE_CITY:
        return "city", (OF_THE_CITY[kind], key)
    column, *rest = path.split(".")
    return kind, (OTHER_NAMES.get((kind, column), column), *rest[:1])


@lru_cache(maxsize=4096)
def rule_of(kind: str, path: str) -> TextRule:
    """What the files ask of a text."""
    owner, keys = owner_and_keys(kind, "", path)
    schema = schema_of(owner)
    shape = schema["properties"][keys[0]]
    is_needed = len(keys) == 1 and keys[0] in schema.get("required", ())
    text = text_shape(shape)
    return TextRule(
        longest=text["maxLength"],
        is_line="pattern" in text,
        is_needed=is_needed,
        is_needed_first=is_needed or (len(keys) > 1 and keys[0] not in NOT_NEEDED),
    )


@cache
def schema_of(owner: str) -> Mapping[str, Any]:
    """The JSON Schema of the words of a thing."""
    return SCHEMAS[owner].model_json_schema()


def text_shape(shape: Mapping[str, Any]) -> Mapping[str, Any]:
    """The part of a JSON Schema that speaks of the text itself."""
    if "anyOf" in shape:
        return text_shape(shape["anyOf"][0])
    if "patternProperties" in shape:
        return text_shape(next(iter(shape["patternProperties"].values())))
    if isinstance(shape.get("additionalProperties"), Mapping):
        return text_shape(shape["additionalProperties"])
    return shape
