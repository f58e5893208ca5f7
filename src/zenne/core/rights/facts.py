"""What this room announces."""

from dataclasses import dataclass

from zenne.core.events.public import fact


@fact
@dataclass(frozen=True, slots=True)
class PersonErased:
    """The data of a person was erased at their request, but for what the law keeps. ``person`` was their key."""

    person: str
