"""What must hold of the description of a data set."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, Final

from zenne.dataportal.rules.policies import Level

SHORTEST_TITLE: Final = 3
"""BelgiF's profile of DCAT wants so many letters."""


class Fault(StrEnum):
    """What is wrong with one field."""

    NEEDED = "needed"
    TOO_SHORT = "too-short"
    BAD_NAME = "bad-name"
    REASON_NEEDED = "reason-needed"
    UNKNOWN = "unknown"
    ENDS_BEFORE_IT_BEGINS = "ends-before-it-begins"
    BEGIN_NEEDED = "begin-needed"
    NO_BOX = "no-box"


def faults_of(
    wanted: Mapping[str, Any], *, known: Mapping[str, frozenset[str]], reason_in: Collection[str]
) -> dict[str, Fault]:
    """What is wrong with a whole description, by field.

    Args:
        wanted: every field of a description.
        known: for the fields that hold codes, which codes there are.
        reason_in: the languages in which a reason must be given.
    """
    faults = {name: Fault.UNKNOWN for name, codes in known.items() if not codes.issuperset(as_codes(wanted[name]))}
    if not wanted["title"]:
        faults["title"] = Fault.NEEDED
    elif not all(is_title(text) for text in wanted["title"].values()):
        faults["title"] = Fault.TOO_SHORT
    is_closed = wanted["level"] != Level.PUBLIC or wanted["scope"]
    if wanted["is_listed"] and is_closed and not wanted["reason"].keys() >= set(reason_in):
        faults["reason"] = Fault.REASON_NEEDED
    begins_on, ends_on = wanted["begins_on"], wanted["ends_on"]
    if ends_on and not begins_on:
        # The Belgian profile of DCAT has no period without a beginning: the end would be in no catalogue.
        faults["begins_on"] = Fault.BEGIN_NEEDED
    elif ends_on and ends_on < begins_on:
        faults["ends_on"] = Fault.ENDS_BEFORE_IT_BEGINS
    if wanted["bbox"] and not is_box(wanted["bbox"]):
        faults["bbox"] = Fault.NO_BOX
    return faults


def is_title(text: str) -> bool:
    """Whether a title is long enough for the catalogue."""
    return len(text.strip()) >= SHORTEST_TITLE


def readable_title(name: str) -> str:
    """A name in addresses as people write it, for what nobody has given a title yet."""
    words = name.replace("-", " ").replace("_", " ").capitalize()
    return words if is_title(words) else f"Data {words}"


def as_codes(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def is_box(corners: Any) -> bool:
    """West, south, east and north in degrees."""
    if len(corners) != 4:
        return False
    west, south, east, north = corners
    return bool(-180 <= west <= east <= 180 and -90 <= south <= north <= 90)
