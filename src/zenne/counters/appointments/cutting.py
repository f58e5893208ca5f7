"""Cutting a stretch of time out of shifts: what lies before and after it stays planned, with its appointments."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from zenne.counters.appointments.models import Booking
from zenne.counters.capacity.models import Shift
from zenne.counters.capacity.opening import first_whole
from zenne.counters.rules.quanta import moment_of, step_of
from zenne.counters.rules.seats import longest_run, read, run, uncut, written


def cut_out(shifts: Collection[int], *, begin: datetime, end: datetime, now: datetime) -> None:
    """Leave of some shifts only what lies in a stretch of time; in the caller's transaction.

    The rest becomes shifts of its own, as far as it still comes. An appointment across an edge is not cut: it stays in
    the stretch, which is so much longer for its shift.
    """
    rows = Shift.every.select_for_update(no_key=True).filter(Q(pk__in=shifts) | Q(extra_to__in=shifts))
    held = list(rows.filter(withdrawn_at=None).order_by("pk"))
    bookings = list(Booking.objects.select_for_update(no_key=True).filter(shift__in=held).order_by("pk"))
    for shift in held:
        if shift.extra_to_id is None:
            family = [shift, *(each for each in held if each.extra_to_id == shift.pk)]
            numbers = {each.pk for each in family}
            inside = [each for each in bookings if each.shift_id in numbers]
            first = step_of(begin) if begin > now else shift.first_step
            cut(family, inside, *uncut(first, first_whole(end), [each.steps for each in inside]))


def cut(family: Sequence[Shift], bookings: Sequence[Booking], begin: int, end: int) -> None:
    """Cut a stretch of steps out of a shift, which comes first, and of what adds to it."""
    first, last = family[0].first_step, family[0].first_step + family[0].length
    begin, end = max(begin, first), min(end, last)
    for shift in family:
        Shift.every.filter(pk=shift.pk).update(**bounds(shift, begin, end))
    for stretch in ((first, begin), (end, last)):
        if stretch[0] < stretch[1]:
            part_off(family, bookings, *stretch)


def part_off(family: Sequence[Shift], bookings: Sequence[Booking], begin: int, end: int) -> None:
    """Make what lies between two steps a shift of its own, to which the same is added."""
    part: Shift | None = None
    for shift in family:
        copy = Shift.every.create(
            member_id=shift.member_id,
            desk_id=shift.desk_id,
            branch_id=shift.branch_id,
            takes_appointments=shift.takes_appointments,
            takes_walk_ins=shift.takes_walk_ins,
            extra_to=part,
            for_visit_id=shift.for_visit_id,
            **bounds(shift, begin, end),
        )
        part = part or copy
        moved = [each.pk for each in bookings if each.shift_id == shift.pk and begin <= each.first_step < end]
        Booking.objects.filter(pk__in=moved).update(shift=copy)


def bounds(shift: Shift, begin: int, end: int) -> dict[str, Any]:
    """What a shift is between two of its steps."""
    free = read(shift.free) >> (begin - shift.first_step) & run(0, end - begin)
    return {
        "starts_at": moment_of(begin),
        "ends_at": moment_of(end),
        "first_step": begin,
        "free": written(free),
        "longest": longest_run(free),
    }
