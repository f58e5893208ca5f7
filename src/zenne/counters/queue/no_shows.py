"""What a team sees of those who do not come: shares, and what they mean for a day that is to come."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from zenne.core.access.public import Asker, needs
from zenne.core.calendar.public import moment_at
from zenne.counters.appointments.models import Booking
from zenne.counters.capacity.models import Shift, VisitType
from zenne.counters.capacity.names import visit_name
from zenne.counters.queue.attendance import Known, known_at
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.rooms import time_zone
from zenne.counters.queue.rules.attendance import NOTHING, Ahead, Share, share_missed, together
from zenne.counters.queue.rules.overbooking import Bounds, Hour, Outlook, advice
from zenne.counters.rules.quanta import STEP_MINUTES, step_of
from zenne.counters.rules.seats import read, run
from zenne.workforce.public import StaffMember

BOUNDS: Final = Bounds()
HOUR: Final = timedelta(hours=1)
HOUR_STEPS: Final = 60 // STEP_MINUTES


@dataclass(frozen=True, slots=True)
class Row:
    """A visit, or all together, with the share of those who did not come, by how long before it was booked."""

    name: str
    shares: list[Share | None]


@dataclass(frozen=True, slots=True)
class HourOfDay:
    """An hour of the day: appointments, free places, places that could be given beyond these, and what it is like."""

    hour: int
    booked: int
    free: int
    extra: int
    outlook: Outlook


@dataclass(frozen=True, slots=True)
class NoShows:
    """The page. ``everybody`` comes first; ``rows`` have visits of which enough was seen."""

    everybody: Row
    rows: list[Row]
    day: date
    hours: list[HourOfDay]
    bounds: Bounds

    @property
    def extra(self) -> int:
        return sum(each.extra for each in self.hours)

    @property
    def begin_hour(self) -> int:
        """The first hour that bears a place more."""
        return min(each.hour for each in self.hours if each.extra)

    @property
    def end_hour(self) -> int:
        """The end of the last one."""
        return 1 + max(each.hour for each in self.hours if each.extra)


@needs(SERVE)
def no_shows(*, asker: Asker, member: StaffMember, day: date) -> NoShows:
    """What is known at the branch where somebody works, and a day. Five queries."""
    known = known_at(member.branch_id)
    return NoShows(
        everybody=Row("", [share_missed(known.by_ahead.get(ahead, NOTHING)) for ahead in Ahead]),
        rows=rows_of(known),
        day=day,
        hours=hours_of(member.branch_id, day, known),
        bounds=BOUNDS,
    )


def rows_of(known: Known) -> list[Row]:
    """The visits of which something can be said, by name."""
    visits = VisitType.objects.filter(pk__in={visit for visit, _ in known.cells}).select_related("service")
    rows = []
    for visit in visits:
        kept = [known.cells.get((visit.pk, ahead), NOTHING) for ahead in Ahead]
        if share_missed(together(kept)) is not None:
            rows.append(Row(visit_name(visit), [share_missed(each) for each in kept]))
    return sorted(rows, key=lambda row: row.name.casefold())


def hours_of(branch: int, day: date, known: Known) -> list[HourOfDay]:
    """The hours with appointments, and the advice for them: how many places could be given beyond those there are."""
    zone = time_zone()
    begin, end = (moment_at(day + timedelta(days=n), time(), time_zone=zone) for n in (0, 1))
    booked = Booking.objects.filter(
        branch_id=branch, starts_at__gte=begin, starts_at__lt=end, state=Booking.State.BOOKED, is_extra=False
    )
    by_hour: dict[int, list[Booking]] = {}
    for booking in booked.order_by("starts_at", "pk"):
        by_hour.setdefault(booking.starts_at.astimezone(zone).hour, []).append(booking)
    shifts = list(
        Shift.objects.filter(
            branch_id=branch, withdrawn_at=None, takes_appointments=True, starts_at__lt=end, ends_at__gt=begin
        )
    )
    numbers = sorted(by_hour)
    begins = [moment_at(day, time(number), time_zone=zone) for number in numbers]
    hours = [hour_with(by_hour[number], shifts, at, known) for number, at in zip(numbers, begins, strict=True)]
    found = advice(hours, BOUNDS)
    return [
        HourOfDay(number, len(hour.missing), hour.free, extra, outlook)
        for number, hour, extra, outlook in zip(numbers, hours, found.extra, found.outlook, strict=True)
    ]


def hour_with(bookings: list[Booking], shifts: list[Shift], begin: datetime, known: Known) -> Hour:
    """An hour as the rules see it."""
    minutes = sum((each.ends_at - each.starts_at).total_seconds() / 60 for each in bookings) / len(bookings)
    at_work = [shift for shift in shifts if shift.starts_at < begin + HOUR and begin < shift.ends_at]
    first, length = step_of(begin), max(round(minutes / STEP_MINUTES), 1)
    free = sum(free_within(shift, first) // length for shift in at_work)
    missing = tuple(known.chance_missed(each) for each in bookings)
    return Hour(missing, free, minutes / max(len(at_work), 1))


def free_within(shift: Shift, first: int) -> int:
    """How many steps of a shift are free in the hour that begins with a step."""
    offset = first - shift.first_step
    mask = run(offset, HOUR_STEPS) if offset >= 0 else run(0, max(HOUR_STEPS + offset, 0))
    return (read(shift.free) & mask).bit_count()
