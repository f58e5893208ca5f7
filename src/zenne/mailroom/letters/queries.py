"""How letters stand."""

from dataclasses import dataclass
from datetime import date, datetime

from zenne.accounts.public import Team
from zenne.catalogue.public import PublicService
from zenne.core.access.public import for_everybody
from zenne.mailroom.letters.mergers import first_letter, living
from zenne.mailroom.letters.models import Thread
from zenne.mailroom.letters.tokens import thread_of_token


@dataclass(frozen=True, slots=True)
class LetterStatus:
    """What a writer is told of their letter: nothing of what it says but its subject."""

    state: Thread.State
    subject: str
    received_at: datetime
    deadline: datetime | None
    promised_on: date | None
    service: PublicService | None
    team: Team | None


@for_everybody
def status_of(token: str) -> LetterStatus | None:
    """How a letter stands, for whoever holds its link; None for a link that we did not make.

    Where it was put together with another one, that one, under the own subject.
    """
    uuid = thread_of_token(token)
    thread = Thread.objects.filter(uuid=uuid).first() if uuid else None
    first = first_letter(thread) if thread else None
    if thread is None or first is None:
        return None
    thread = living(thread)
    return LetterStatus(
        Thread.State(thread.state),
        first.subject,
        first.received_at,
        thread.deadline,
        thread.promised_on,
        thread.service,
        thread.team,
    )
