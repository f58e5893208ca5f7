"""What counters announce."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zenne.core.events.public import fact


@fact
@dataclass(frozen=True, slots=True)
class BranchClosed:
    """It was decided ``at`` a moment that a branch (slug) is closed from ``starts_at`` on, for a while."""

    branch: str
    starts_at: datetime
    at: datetime


@fact
@dataclass(frozen=True, slots=True)
class BookingMade:
    """Somebody has an appointment: confirmed by a link, signed in, or booked by a desk worker.

    ``service`` and ``branch`` are slugs; ``language`` is that wanted at the counter, empty for any.
    """

    booking: UUID
    service: str
    step: str
    branch: str
    starts_at: datetime
    people: int
    language: str
    by_staff: bool


@fact
@dataclass(frozen=True, slots=True)
class BookingMoved:
    """An appointment has another time, or another place: by its owner."""

    booking: UUID
    service: str
    old_branch: str
    old_starts_at: datetime
    branch: str
    starts_at: datetime


@fact
@dataclass(frozen=True, slots=True)
class BookingCancelled:
    """An appointment was given up by its owner, or taken away because nobody is there (``reason``: see ``Booking``)."""

    booking: UUID
    service: str
    branch: str
    starts_at: datetime
    reason: str


@fact
@dataclass(frozen=True, slots=True)
class SeatOffered:
    """A seat that became free is kept for somebody who would like to come earlier."""

    offer: UUID
    service: str
    branch: str
    starts_at: datetime


@fact
@dataclass(frozen=True, slots=True)
class OfferEnded:
    """Somebody took the seat that was kept for them, left it, or did not answer (``outcome``: taken, left, lapsed)."""

    offer: UUID
    service: str
    branch: str
    starts_at: datetime
    outcome: str


@fact
@dataclass(frozen=True, slots=True)
class BookingEnded:
    """An appointment is over: ``how`` is helped, or missed when nobody came; ``booked_at`` is when it was made."""

    booking: UUID
    service: str
    step: str
    branch: str
    starts_at: datetime
    booked_at: datetime
    how: str
