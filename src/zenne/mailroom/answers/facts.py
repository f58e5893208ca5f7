"""What is announced about answers."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zenne.core.events.public import fact


@fact
@dataclass(frozen=True, slots=True)
class LetterAnswered:
    """An answer left.

    ``waited_since`` is when the oldest letter came that it answers; ``promised_on`` the day that was named.
    """

    thread: UUID
    service: str
    language: str
    waited_since: datetime
    answered_at: datetime
    promised_on: date | None


@fact
@dataclass(frozen=True, slots=True)
class AnswerJudged:
    """Somebody said whether an answer was one: the writer, or a colleague who looked at it in the sample."""

    answer: UUID
    is_fine: bool


@fact
@dataclass(frozen=True, slots=True)
class AnswerPromised:
    """A writer was told on which day the answer comes; ``is_renewed``: another day was named before."""

    thread: UUID
    service: str
    day: date
    is_renewed: bool
