"""What a text must be, before people read it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from zenne.catalogue.rules.characters import is_storable

PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


class Fault(StrEnum):
    """What is wrong with a text."""

    CONTROL_CHARACTER = "control-character"
    TOO_LONG = "too-long"
    SEVERAL_LINES = "several-lines"
    NEEDED = "needed"
    PLACEHOLDERS = "placeholders"
    SOURCE_CHANGED = "source-changed"


@dataclass(frozen=True, slots=True)
class TextRule:
    """What the city folder asks of a text.

    Attributes:
        longest: characters.
        is_line: whether it stands on one line.
        is_needed: whether a language that has any text of the thing must have this one.
        is_needed_first: whether the first language of the city must have it.
    """

    longest: int
    is_line: bool
    is_needed: bool = False
    is_needed_first: bool = False


def tidy(text: str) -> str:
    """As the files hold it: lines end with one character, nothing empty around the text."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def fault_of(text: str, rule: TextRule) -> Fault | None:
    """What keeps a text out of a draft."""
    if not is_storable(text):
        return Fault.CONTROL_CHARACTER
    if len(text) > rule.longest:
        return Fault.TOO_LONG
    return Fault.SEVERAL_LINES if rule.is_line and "\n" in text else None


def loses_placeholder(text: str, source: str) -> bool:
    """Whether a translation has other words in braces than its source: they are filled in later."""
    return bool(text and source) and set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(source))
