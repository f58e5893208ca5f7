"""Seats: steps of a shift that go from free to claimed and back, always both in one transaction.

Whoever changes seats locks shifts first, in the order of their numbers, then bookings, then wishes.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from zenne.counters.appointments.errors import BookingRefused
from zenne.counters.appointments.models import Booking, Offer
from zenne.counters.capacity.models import Shift, VisitType
from zenne.counters.rules.seats import MOST_STEPS, longest_run, read, run, written

OPEN: Final = (Booking.State.HELD, Booking.State.ASKED, Booking.State.BOOKED)
"""In these states a booking has its seat."""
KEPT: Final = (Booking.State.HELD, Booking.State.ASKED)
"""In these states only until ``kept_until``."""


@dataclass(frozen=True, slots=True)
class Needed:
    """What a seat must be: from which step, how many, for what, in which language."""

    visit_type: VisitType
    branch: int
    step: int
    length: int
    language: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A shift in which a seat is free, as it was read."""

    shift: int
    member: int
    desk: int
    first_step: int
    free: str
    is_extra: bool = False


@dataclass(frozen=True, slots=True)
class Freed:
    """A seat that has just become free: in which shift, from which step, how many."""

    shift: int
    step: int
    length: int


# The three statements of a storm on few seats are written out: to compose them took longer than to carry them out.
CANDIDATES: Final = """
SELECT shift.id, shift.member_id, shift.desk_id, shift.first_step, shift.free,
    shift.extra_to_id IS NOT NULL, member.languages, desk.equipment,
    (SELECT count(*) FROM workforce_competence AS known WHERE known.member_id = shift.member_id)
FROM capacity_shift AS shift
JOIN workforce_staffmember AS member ON member.id = shift.member_id
JOIN capacity_desk AS desk ON desk.id = shift.desk_id
WHERE shift.branch_id = %s AND shift.first_step <= %s AND shift.first_step > %s
    AND shift.takes_appointments AND shift.longest >= %s AND member.left_at IS NULL AND desk.retired_at IS NULL
    AND (shift.for_visit_id IS NULL OR shift.for_visit_id = %s)
    AND EXISTS (
        SELECT 1 FROM workforce_competence AS fit WHERE fit.member_id = shift.member_id AND fit.service_id = %s
    )
"""
TAKE: Final = "UPDATE capacity_shift SET free = %s, longest = %s WHERE id = %s AND free = %s"
CLAIM: Final = (
    "INSERT INTO appointments_claim (booking_id, member_id, desk_id, is_extra, step) VALUES (%s, %s, %s, %s, %s)"
)


def candidates(needed: Needed) -> list[Candidate]:
    """The shifts that have the seat, those first whose member and desk are least needed for other things. One query.

    Places that are more than there are come last.
    """
    begin = (needed.step, needed.step - MOST_STEPS)
    with connection.cursor() as cursor:
        cursor.execute(
            CANDIDATES, [needed.branch, *begin, needed.length, needed.visit_type.pk, needed.visit_type.service_id]
        )
        rows = [(Candidate(*row[:5], is_extra=bool(row[5])), *row[6:]) for row in cursor.fetchall()]
    equipment = set(needed.visit_type.equipment)
    found = []
    for candidate, spoken, there, known in rows:
        if has_room(candidate, needed):
            languages, things = json.loads(spoken), json.loads(there)
            if equipment <= set(things) and (not needed.language or needed.language in languages):
                found.append((candidate.is_extra, len(things), known, len(languages), candidate.shift, candidate))
    return [candidate for *_, candidate in sorted(found)]


def has_room(candidate: Candidate, needed: Needed) -> bool:
    seat = run(needed.step - candidate.first_step, needed.length)
    return read(candidate.free) & seat == seat


def take(candidate: Candidate, needed: Needed) -> bool:
    """Take the seat out of what is free, unless the shift is no longer as it was read. One statement."""
    free = read(candidate.free) & ~run(needed.step - candidate.first_step, needed.length)
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [written(free), longest_run(free), candidate.shift, candidate.free])
        return bool(cursor.rowcount == 1)


def claim(booking: Booking, candidate: Candidate) -> None:
    """Write down whose steps these are; the database refuses a step that somebody has."""
    if booking.is_extra != candidate.is_extra:
        booking.is_extra = candidate.is_extra
        booking.save(update_fields=["is_extra"])
    seat = (booking.pk, candidate.member, candidate.desk, candidate.is_extra)
    with connection.cursor() as cursor:
        cursor.executemany(CLAIM, [(*seat, step) for step in booking.steps])


def give_back(booking: Booking) -> Freed | None:
    """Free the seat of a booking whose shift is locked. What was withdrawn stays without anything free: None."""
    booking.claims.all().delete()
    shift = booking.shift and Shift.every.filter(pk=booking.shift.pk, withdrawn_at=None).first()
    booking.shift = None
    if not shift:
        return None
    free = read(shift.free) | run(booking.first_step - shift.first_step, len(booking.steps))
    Shift.every.filter(pk=shift.pk).update(free=written(free), longest=longest_run(free))
    return Freed(shift.pk, booking.first_step, len(booking.steps))


def close(booking: Booking, *, state: Booking.State, reason: Booking.Reason, now: datetime) -> Freed | None:
    """End a locked booking and free its seat, which the caller passes on.

    Whoever never confirmed leaves no trace of who they were. An offer of it that was not answered is over.
    """
    freed = give_back(booking)
    booking.state, booking.reason, booking.closed_at = state, reason, now
    booking.kept_until = booking.remind_at = None
    if state == Booking.State.LAPSED:
        booking.name = booking.contact = booking.contact_key = ""
        booking.person = None
    booking.save()
    Offer.objects.filter(booking=booking, state=Offer.State.OPEN).update(state=Offer.State.LAPSED, closed_at=now)
    return freed


class MovedMeanwhile(Exception):
    """A booking got another shift between looking and locking."""


def locked(*bookings: UUID, shifts: Collection[int] = ()) -> list[Booking]:
    """Bookings as they are now, which nobody else changes until the end of the caller's transaction; nor their shifts.

    Args:
        shifts: further ones, of which a seat is to be taken.

    Raises:
        BookingRefused: one of them does not exist.
    """
    while True:
        try:
            with transaction.atomic():
                return lock_once(bookings, shifts)
        except MovedMeanwhile:
            continue


def lock_once(wanted: Sequence[UUID], further: Collection[int]) -> list[Booking]:
    before = dict(Booking.objects.filter(uuid__in=wanted).values_list("uuid", "shift_id"))
    shifts = {*further, *before.values()} - {None}
    list(Shift.every.select_for_update(no_key=True).filter(pk__in=shifts).order_by("pk").values_list("pk"))
    rows = Booking.objects.select_for_update(no_key=True, of=("self",)).filter(uuid__in=wanted).order_by("pk")
    found = {booking.uuid: booking for booking in rows.select_related("visit_type__service", "branch", "shift")}
    if found.keys() != set(wanted):
        raise BookingRefused("unknown-booking")
    if any(booking.shift_id != before.get(uuid) for uuid, booking in found.items()):
        raise MovedMeanwhile
    return [found[uuid] for uuid in wanted]
