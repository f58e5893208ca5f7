"""What teams decided about places more than there are, and what came of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from zenne.core.access.public import Asker, needs
from zenne.counters.appointments.models import Booking
from zenne.counters.capacity.names import visit_name
from zenne.counters.queue.models import Overbooking, Ticket
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.rooms import day_of, hour_of
from zenne.workforce.public import StaffMember

SHOWN = 20
WEEKS_BEFORE = timedelta(weeks=4)
FEWEST = 10
"""Of fewer visits no waiting time is shown: one person more or less would change it."""


@dataclass(frozen=True, slots=True)
class Waited:
    """Within how many minutes nine of ten were called who had an appointment; None: too few."""

    before: int | None
    since: int | None


@dataclass(frozen=True, slots=True)
class Effect:
    """A decision with what came of it: places that were booked, who came, who did not, and how long people waited."""

    decision: Overbooking
    name: str
    booked: int
    came: int
    missed: int
    waited: Waited

    @property
    def is_over(self) -> bool:
        return self.decision.ended_at is not None


@needs(SERVE)
def effects_at(*, asker: Asker, member: StaffMember) -> list[Effect]:
    """The last decisions of the branch where somebody works, the newest first. Three queries each."""
    rows = Overbooking.objects.filter(branch=member.branch_id).select_related("visit_type__service")
    return [effect_of(each) for each in rows[:SHOWN]]


def effect_of(decision: Overbooking) -> Effect:
    state = Booking.State
    extras = Booking.objects.filter(
        branch=decision.branch_id,
        visit_type=decision.visit_type_id,
        is_extra=True,
        created_at__gte=decision.decided_at,
        starts_at__iso_week_day=decision.weekday + 1,
    )
    counts = extras.aggregate(
        booked=Count("pk", filter=Q(state__in=[state.BOOKED, state.HELPED, state.MISSED])),
        came=Count("pk", filter=Q(state=state.HELPED)),
        missed=Count("pk", filter=Q(state=state.MISSED)),
    )
    end = decision.ended_at
    return Effect(decision, visit_name(decision.visit_type), **counts, waited=waited(decision, until=end))


def waited(decision: Overbooking, *, until: datetime | None) -> Waited:
    """Before the decision, and on its days since then."""
    tickets = Ticket.objects.filter(
        branch=decision.branch_id,
        day__gte=decision.first_day - WEEKS_BEFORE,
        day__lte=(until and day_of(until)) or decision.last_day,
        day__iso_week_day=decision.weekday + 1,
        booking__isnull=False,
        called_at__isnull=False,
    )
    before: list[float] = []
    since: list[float] = []
    for day, begin, due, called in tickets.values_list("day", "since", "due_at", "called_at"):
        start = max(begin, due or begin)
        if called is not None and decision.begin_hour <= hour_of(start) < decision.end_hour:
            minutes = max((called - start).total_seconds() / 60, 0.0)
            (since if day >= decision.first_day else before).append(minutes)
    return Waited(nine_of_ten(before), nine_of_ten(since))


def nine_of_ten(minutes: list[float]) -> int | None:
    """The minutes that nine of ten did not exceed."""
    return round(sorted(minutes)[-(-len(minutes) * 9 // 10) - 1]) if len(minutes) >= FEWEST else None
