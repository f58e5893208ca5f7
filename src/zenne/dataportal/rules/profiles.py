"""What must hold of a profile and of its grants."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from zenne.core.languages.public import Translated
from zenne.dataportal.rules.policies import Level
from zenne.dataportal.rules.protection import SCOPE

NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,59}")
MOST_SCOPES: Final = 50


class ProfileFault(StrEnum):
    """What is wrong with one field."""

    NO_NAME = "no-name"
    TAKEN = "taken"
    TITLE_NEEDED = "title-needed"
    NO_SCOPE = "no-scope"
    GIVES_NOTHING = "gives-nothing"
    NOBODY = "nobody"
    NO_PROFILE = "no-profile"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class WantedProfile:
    """A profile to make: several rights under a name."""

    slug: str
    title: Translated
    level: Level
    scopes: tuple[str, ...]


def profile_faults(wanted: WantedProfile) -> dict[str, ProfileFault]:
    """What is wrong with a profile, by field."""
    faults = {}
    if not NAME.fullmatch(wanted.slug):
        faults["slug"] = ProfileFault.NO_NAME
    if not wanted.title:
        faults["title"] = ProfileFault.TITLE_NEEDED
    if len(wanted.scopes) > MOST_SCOPES or not all(SCOPE.fullmatch(scope) for scope in wanted.scopes):
        faults["scopes"] = ProfileFault.NO_SCOPE
    elif not wanted.scopes and wanted.level is Level.PUBLIC:
        faults["scopes"] = ProfileFault.GIVES_NOTHING
    return faults
