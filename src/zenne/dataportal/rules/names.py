"""Names of columns and tables, from what a file calls them."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

LONGEST_NAME: Final = 60
RESERVED: Final = frozenset({"feeds", "grants", "guide", "loads", "new", "profiles", "upload"})
"""Words that stand in addresses where the name of a data set can stand."""
WITHOUT_ACCENT: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "&": " and ", "%": " percent ", "²": "2", "³": "3"}
)


def plain_name(text: str) -> str:
    """Lower-case letters, digits and underscores, a letter first; empty when nothing of the text is left."""
    lowered = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", text).lower().translate(WITHOUT_ACCENT)
    letters = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "_", letters).strip("_")[:LONGEST_NAME].strip("_")
    return f"n_{name}"[:LONGEST_NAME] if name[:1].isdigit() else name


def different_names(sources: Iterable[str]) -> tuple[str, ...]:
    """What a file calls its columns, with a number behind a name that was there before: ``height (2)``."""
    taken: set[str] = set()
    names = []
    for source in sources:
        name, again = source, 2
        while name and name in taken:
            name, again = f"{source} ({again})", again + 1
        taken.add(name)
        names.append(name)
    return tuple(names)


def column_names(sources: Iterable[str]) -> tuple[str, ...]:
    """A name for each column: from what the file calls it, all different."""
    taken: set[str] = set()
    names = []
    for number, source in enumerate(sources, 1):
        wanted = plain_name(source) or f"column_{number}"
        name, again = wanted, 2
        while name in taken:
            name, again = f"{wanted}_{again}", again + 1
        taken.add(name)
        names.append(name)
    return tuple(names)


def plain_slug(text: str) -> str:
    """A name for addresses: lower-case letters, digits and hyphens."""
    return plain_name(text).replace("_", "-")


def is_table_name(text: str) -> bool:
    """Whether a table may be called so in addresses: letters, digits, hyphens and underscores, a letter first."""
    return re.fullmatch(r"[a-z][a-z0-9_-]{0,79}", text) is not None


def is_slug(text: str) -> bool:
    """Whether a data set may be called so in addresses: letters, digits and hyphens, a letter first."""
    return re.fullmatch(r"[a-z][a-z0-9-]{0,79}", text) is not None


def is_free_name(text: str) -> bool:
    """Whether a data set may have this name in addresses, as far as other uses of the word go."""
    return text not in RESERVED
