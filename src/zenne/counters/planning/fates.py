"""What became of appointments whose shift fell away."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import QuerySet

from zenne.core.access.public import Asker, needs
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.seating import OPEN
from zenne.counters.capacity.models import Desk
from zenne.counters.capacity.names import visit_name
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.planning.models import Touched, Withdrawal


class Fate(StrEnum):
    """What became of an appointment."""

    WAITS = "waits"
    COLLEAGUE = "colleague"
    MOVED = "moved"
    KEPT = "kept"
    TAKEN = "taken"
    NOT_TAKEN = "not-taken"
    TOLD = "told"
    UNREACHABLE = "unreachable"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class ShownFate:
    """An appointment by number: when and where it was, what it was for, what became of it.

    ``then`` is the appointment that stands now, if there is one, at ``desk`` if that is known.
    """

    number: int
    was_at: datetime
    was_desk: int
    what: str
    fate: Fate
    then: Booking | None
    desk: Desk | None


@dataclass(frozen=True, slots=True)
class Account:
    """What became of all appointments of a withdrawal."""

    withdrawal: Withdrawal
    fates: list[ShownFate]

    @property
    def tally(self) -> list[tuple[Fate, int]]:
        """How many had which fate."""
        counts = Counter(each.fate for each in self.fates)
        return [(fate, counts[fate]) for fate in Fate if counts[fate]]

    @property
    def waits(self) -> bool:
        """Whether there is still somebody for whom a worker has to find something."""
        return any(each.fate is Fate.WAITS for each in self.fates)


@needs(PLAN_SHIFTS)
def account_of(*, asker: Asker, withdrawal: Withdrawal) -> Account:
    """What became of the appointments until now. One query."""
    rows: QuerySet[Touched] = withdrawal.touched.select_related(
        "desk",
        "booking__visit_type__service",
        "booking__branch",
        "booking__shift__desk",
        "booking__instead__branch",
        "booking__instead__shift__desk",
    )
    return Account(withdrawal, [shown(row) for row in rows])


def shown(row: Touched) -> ShownFate:
    fate = fate_of(row)
    then = standing(row.booking, fate)
    return ShownFate(
        number=row.booking.pk,
        was_at=row.starts_at,
        was_desk=row.desk.number,
        what=visit_name(row.booking.visit_type),
        fate=fate,
        then=then,
        desk=then.shift.desk if then and then.shift else None,
    )


def standing(booking: Booking, fate: Fate) -> Booking | None:
    """The appointment that stands now, as far as the person knows."""
    if fate in {Fate.COLLEAGUE, Fate.MOVED}:
        return booking
    return booking.instead if fate in {Fate.KEPT, Fate.TAKEN} else None


def fate_of(row: Touched) -> Fate:
    """What became of one appointment."""
    booking = row.booking
    if booking.state in OPEN and booking.shift is not None:
        if booking.shift.withdrawn_at is not None:
            return Fate.WAITS
        is_same = booking.starts_at == row.starts_at and booking.branch_id == row.desk.branch_id
        return Fate.COLLEAGUE if is_same else Fate.MOVED
    if booking.reason != Booking.Reason.NOBODY_THERE:
        return Fate.ENDED
    if booking.instead is None:
        return Fate.TOLD if booking.contact else Fate.UNREACHABLE
    return fate_of_other_time(booking.instead)


def fate_of_other_time(instead: Booking) -> Fate:
    """Whether somebody took the time that was kept for them."""
    if instead.state == Booking.State.ASKED:
        return Fate.KEPT
    is_lost = instead.state in {Booking.State.LAPSED, Booking.State.CANCELLED}
    return Fate.NOT_TAKEN if is_lost else Fate.TAKEN


@needs(PLAN_SHIFTS)
def withdrawal_named(*, asker: Asker, uuid: UUID) -> Withdrawal | None:
    """The withdrawal of an address."""
    return Withdrawal.objects.select_related("branch").filter(uuid=uuid).first()


@needs(PLAN_SHIFTS)
def recent_withdrawals(*, asker: Asker, branch: int, limit: int = 5) -> list[Withdrawal]:
    """The last ones of a branch."""
    return list(Withdrawal.objects.filter(branch=branch)[:limit])
