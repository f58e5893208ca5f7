"""A day of a branch as a picture: desks in rows, who is there, what is booked, what is free."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from zenne.catalogue.public import Branch
from zenne.core.access.public import Asker, needs
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.seating import OPEN
from zenne.counters.capacity.models import Desk, Shift
from zenne.counters.capacity.names import visit_name
from zenne.counters.capacity.opening import midnight
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.planning.days import bounds_of, opened_on, steps_of
from zenne.counters.planning.rules.gantt import Bar, Window, window_for
from zenne.counters.planning.rules.gaps import stretches
from zenne.counters.planning.week import PlannedShift, shifts_between
from zenne.counters.rules.quanta import moment_of, step_of
from zenne.counters.rules.seats import read

WIDTH = 960


@dataclass(frozen=True, slots=True)
class ShownVisit:
    """An appointment, by what it is for; nothing of who comes. ``is_extra``: in a place more than there are."""

    begin: datetime
    end: datetime
    what: str
    bar: Bar | None
    is_extra: bool


@dataclass(frozen=True, slots=True)
class ShownShift:
    """Somebody at a desk: their bar, those of what can still be booked, and the appointments."""

    planned: PlannedShift
    bar: Bar | None
    free: list[Bar]
    visits: list[ShownVisit]


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A desk in the picture."""

    desk: Desk
    shifts: list[ShownShift]


@dataclass(frozen=True, slots=True)
class DayPicture:
    """The picture of a day. ``hours``: the moments in which its columns begin; ``now``: where the line of now is."""

    date: date
    width: int
    hours: list[datetime]
    lines: list[float]
    opened: list[Bar]
    desks: list[DeskRow]
    now: float | None

    @property
    def has_extra(self) -> bool:
        """Whether there are appointments in places more than there are."""
        return any(visit.is_extra for row in self.desks for shown in row.shifts for visit in shown.visits)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the picture shows: the window, the step of midnight, and the steps in which the branch is open."""

    window: Window
    origin: int
    opened: int


@needs(PLAN_SHIFTS)
def day_picture(*, asker: Asker, branch: Branch, day: date, now: datetime, version: str) -> DayPicture | None:
    """The picture of a day; None when the branch is closed and nobody is planned. Three queries."""
    origin, length = midnight(version, day), steps_of(day, version=version)
    planned = shifts_between(branch, *bounds_of(day, version=version))
    opened = opened_on(branch.hours, day, version=version)
    spans = [(each.shift.first_step - origin, step_of(each.shift.ends_at) - origin) for each in planned]
    window = window_for([*spans, *stretches(opened)], width=WIDTH, steps=length)
    if window is None:
        return None
    visits = visits_in([each.shift for each in planned])
    at = (now - moment_of(origin)).total_seconds() / 300
    return DayPicture(
        date=day,
        width=WIDTH,
        hours=[moment_of(origin + step) for step in window.hours],
        lines=[window.place(step) for step in window.hours[1:]],
        opened=window.bars(stretches(opened)),
        desks=rows_of(branch, planned, visits, Frame(window, origin, opened)),
        now=window.place(at) if window.begin <= at <= window.end else None,
    )


def visits_in(shifts: Sequence[Shift]) -> dict[int, list[Booking]]:
    """The appointments in some shifts and in what adds to them, by the number of the shift. One query."""
    within = Q(shift__in=shifts) | Q(shift__extra_to__in=shifts)
    rows = Booking.objects.filter(within, state__in=OPEN).select_related("visit_type__service", "shift")
    found: dict[int, list[Booking]] = {}
    for booking in rows.order_by("starts_at", "is_extra"):
        if booking.shift is not None:
            found.setdefault(booking.shift.extra_to_id or booking.shift.pk, []).append(booking)
    return found


def rows_of(
    branch: Branch, planned: Sequence[PlannedShift], visits: dict[int, list[Booking]], frame: Frame
) -> list[DeskRow]:
    """All desks of a branch, also those at which nobody is. One query."""
    by_desk: dict[int, list[ShownShift]] = {}
    for each in planned:
        by_desk.setdefault(each.shift.desk_id, []).append(shown_shift(each, visits.get(each.shift.pk, []), frame))
    desks = Desk.objects.filter(branch=branch).order_by("number")
    return [DeskRow(desk, by_desk.get(desk.pk, [])) for desk in desks if desk.retired_at is None or desk.pk in by_desk]


def shown_shift(planned: PlannedShift, bookings: Sequence[Booking], frame: Frame) -> ShownShift:
    """A shift with its bars; free is what can be booked: not claimed, and within the opening hours."""
    shift, window, origin = planned.shift, frame.window, frame.origin
    first = shift.first_step - origin
    free = (read(shift.free) << first if first >= 0 else read(shift.free) >> -first) & frame.opened
    return ShownShift(
        planned,
        window.bar(first, step_of(shift.ends_at) - origin),
        window.bars(stretches(free)) if shift.takes_appointments else [],
        [
            ShownVisit(
                each.starts_at,
                each.ends_at,
                visit_name(each.visit_type),
                window.bar(each.first_step - origin, each.first_step + len(each.steps) - origin),
                each.is_extra,
            )
            for each in bookings
        ],
    )
