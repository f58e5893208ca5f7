"""What became of the edits of the translation desk when a city folder was loaded."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settled:
    """How many edits stay in force, in how many the folder changed too, and how many the folder now says itself.

    ``without_place``: edits of texts that the folder no longer has; they come back in force when it has them again.
    """

    kept: int = 0
    conflicts: int = 0
    resolved: int = 0
    without_place: int = 0
