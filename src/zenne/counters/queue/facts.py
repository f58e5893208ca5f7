"""What the queue announces. No fact names a person, a ticket or a member of staff."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from zenne.core.events.public import fact


@fact
@dataclass(frozen=True, slots=True)
class TicketTaken:
    """Somebody took a place in the queue: at which branch (slug), for which service (slug) and step, and how."""

    branch: str
    service: str
    step: str
    source: str
    at: datetime


@fact
@dataclass(frozen=True, slots=True)
class TicketCalled:
    """Somebody was called to a desk for the first time: how long they waited, and whether what they were told held."""

    branch: str
    service: str
    step: str
    waited: timedelta
    promise_kept: bool | None
    at: datetime


@fact
@dataclass(frozen=True, slots=True)
class TicketDone:
    """A ticket is over: ``how`` is done, no-show or left; ``helped`` is how long they were at the desk."""

    branch: str
    service: str
    step: str
    how: str
    helped: timedelta
    at: datetime
