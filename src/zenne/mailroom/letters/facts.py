"""What is announced about letters."""

from dataclasses import dataclass
from uuid import UUID

from zenne.core.events.public import fact


@fact
@dataclass(frozen=True, slots=True)
class LetterReceived:
    """Somebody wrote to the city. ``service`` is a slug, empty while it is not known; ``channel``: see ``Letter``."""

    letter: UUID
    thread: UUID
    channel: str
    service: str
    language: str


@fact
@dataclass(frozen=True, slots=True)
class PastPlayed:
    """Letters of weeks that are over were written into a demonstration."""

    letters: int
