"""Give the places that teams decided to give beyond those that there are, as far as each day bears them."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import transaction

from zenne.core.access.public import internal, records_nothing
from zenne.core.calendar.public import moment_at
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.seating import OPEN
from zenne.counters.capacity.models import Shift
from zenne.counters.queue.attendance import known_at
from zenne.counters.queue.models import Overbooking
from zenne.counters.queue.no_shows import hours_of
from zenne.counters.queue.rooms import day_of, time_zone
from zenne.counters.queue.rules.extra_places import seats_in_hour
from zenne.counters.rules.quanta import step_of, steps_for
from zenne.counters.rules.seats import longest_run, read, run, written
from zenne.workforce.public import able_staff

DAYS_AHEAD: Final = 21


@internal
@records_nothing(because="who decided it is recorded, and the places say themselves for what they are")
def give_extra_places(*, now: datetime) -> int:
    """Give places for every decision that holds, and end those whose last day is over. How many were given.

    What somebody cancels of a decision that has ended is taken back, too.
    """
    today = day_of(now)
    Overbooking.objects.filter(ended_at=None, last_day__lt=today).update(ended_at=now)
    holds = list(Overbooking.objects.filter(ended_at=None).select_related("visit_type"))
    again = {(each.branch_id, each.visit_type_id, each.weekday) for each in holds}
    for ended in Overbooking.objects.exclude(ended_at=None).filter(last_day__gte=today):
        if (ended.branch_id, ended.visit_type_id, ended.weekday) not in again:
            take_back_places(ended, now=now)
    return sum(give_places_of(each, now=now) for each in holds)


def give_places_of(decision: Overbooking, *, now: datetime) -> int:
    """The places of one decision on its days of the next three weeks; tomorrow is the first."""
    today = day_of(now)
    ahead = [today + timedelta(days=number) for number in range(1, DAYS_AHEAD + 1)]
    days = [
        day for day in ahead if day.weekday() == decision.weekday and decision.first_day <= day <= decision.last_day
    ]
    return sum(give_on(decision, day) for day in days)


@transaction.atomic
def give_on(decision: Overbooking, day: date) -> int:
    """What the advice for a day says now, less what was given before, within the bound of the decision."""
    hours = hours_of(decision.branch_id, day, known_at(decision.branch_id))
    advised = {each.hour: each.extra for each in hours if decision.begin_hour <= each.hour < decision.end_hour}
    shifts = shifts_for(decision, day)
    length = steps_for(decision.visit_type.booked_for(1))
    extras = {each.extra_to_id: each for each in extras_of(decision, shifts)}
    given = {number: given_in(extra) for number, extra in extras.items() if number is not None}
    left = decision.most - sum(mask.bit_count() for mask in given.values()) // length
    count = 0
    for hour, advice in advised.items():
        first = step_of(moment_at(day, time(hour), time_zone=time_zone()))
        there = sum(within_hour(shift, given.get(shift.pk, 0), first) for shift in shifts) // length
        rows = [(shift.pk, shift.first_step, shift.length) for shift in shifts]
        wanted = min(advice - there, left)
        for number, seat in seats_in_hour(rows, given, hour=first, length=length, count=max(wanted, 0)):
            add(decision, next(shift for shift in shifts if shift.pk == number), seat)
            given[number] = given.get(number, 0) | seat
            left, count = left - 1, count + 1
    return count


def shifts_for(decision: Overbooking, day: date) -> list[Shift]:
    """The shifts of a day in which somebody can help with the visit; held until the end of the transaction."""
    begin, end = (moment_at(day + timedelta(days=n), time(), time_zone=time_zone()) for n in (0, 1))
    able = able_staff(service=decision.visit_type.service_id)
    rows = Shift.objects.select_for_update(of=("self",)).filter(
        branch=decision.branch_id, withdrawn_at=None, takes_appointments=True, starts_at__gte=begin, starts_at__lt=end
    )
    needed = set(decision.visit_type.equipment)
    found = rows.filter(member__in=able).select_related("desk").order_by("pk")
    return [shift for shift in found if needed <= set(shift.desk.equipment)]


def extras_of(decision: Overbooking, shifts: Sequence[Shift]) -> list[Shift]:
    """What was given beyond some shifts for the visit of a decision."""
    rows = Shift.every.filter(extra_to__in=shifts, for_visit=decision.visit_type_id, withdrawn_at=None)
    return list(rows.prefetch_related("bookings"))


def given_in(extra: Shift) -> int:
    """The steps that were given, booked or not."""
    mask = read(extra.free)
    for booking in extra.bookings.all():
        mask |= run(booking.first_step - extra.first_step, len(booking.steps))
    return mask


def within_hour(shift: Shift, given: int, first: int) -> int:
    """How many of the steps that were given beyond a shift lie in the hour that begins with a step."""
    offset = first - shift.first_step
    hour = run(offset, 12) if offset >= 0 else run(0, max(12 + offset, 0))
    return (given & hour).bit_count()


def add(decision: Overbooking, shift: Shift, seat: int) -> None:
    """Make a place free beyond a shift, which is held."""
    extra, _ = Shift.every.get_or_create(
        extra_to=shift,
        for_visit=decision.visit_type,
        withdrawn_at=None,
        defaults={
            "member_id": shift.member_id,
            "desk_id": shift.desk_id,
            "branch_id": shift.branch_id,
            "starts_at": shift.starts_at,
            "ends_at": shift.ends_at,
            "first_step": shift.first_step,
            "free": written(0),
            "longest": 0,
        },
    )
    free = read(Shift.every.select_for_update().get(pk=extra.pk).free) | seat
    Shift.every.filter(pk=extra.pk).update(free=written(free), longest=longest_run(free))


def take_back_places(decision: Overbooking, *, now: datetime) -> None:
    """Free nothing more of what a decision gave. What is booked or held stays where it is."""
    rows = Shift.every.select_for_update().filter(
        branch=decision.branch_id, for_visit=decision.visit_type_id, extra_to__isnull=False, withdrawn_at=None
    )
    coming = rows.filter(starts_at__gt=now).order_by("pk")
    numbers = [shift.pk for shift in coming if day_of(shift.starts_at).weekday() == decision.weekday]
    kept = Booking.objects.filter(shift__in=numbers, state__in=OPEN).values_list("shift_id", flat=True)
    Shift.every.filter(pk__in=numbers).update(free=written(0), longest=0)
    Shift.every.filter(pk__in=set(numbers) - set(kept)).update(withdrawn_at=now)
