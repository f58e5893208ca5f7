"""Whom it touches when shifts fall away."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from zenne.catalogue.public import Branch
from zenne.core.access.public import Asker, needs
from zenne.counters.appointments.models import Booking
from zenne.counters.capacity.models import Shift
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.planning.accounts import SOMEBODYS
from zenne.workforce.public import Duties


@dataclass(frozen=True, slots=True)
class Touching:
    """How many shifts, how many appointments, and how many of those we cannot write to."""

    shifts: int
    appointments: int
    unreachable: int


def shifts_on(branch: Branch, begin: datetime, end: datetime) -> list[int]:
    """The numbers of the shifts at a branch that are not over before a stretch of time, and begin within it."""
    found = Shift.objects.filter(branch=branch, starts_at__lt=end, ends_at__gt=begin, withdrawn_at=None)
    return list(found.values_list("pk", flat=True))


def in_or_beside(shifts: Collection[int] | QuerySet[Shift]) -> Q:
    """Appointments in some shifts, and those in the places that are given beyond them."""
    return Q(shift__in=shifts) | Q(shift__extra_to__in=shifts)


@needs(PLAN_SHIFTS)
def touched_by(*, asker: Asker, shifts: Collection[int], now: datetime) -> Touching:
    """Whom it touches when these shifts fall away. One query."""
    return touching(shifts, Booking.objects.filter(ends_at__gt=now))


def touching(shifts: Collection[int], bookings: QuerySet[Booking]) -> Touching:
    found = bookings.filter(in_or_beside(shifts), state__in=SOMEBODYS).aggregate(
        all=Count("pk"), silent=Count("pk", filter=Q(contact=""))
    )
    return Touching(len(shifts), found["all"], found["silent"])


@needs(PLAN_SHIFTS)
def touched_by_closing(*, asker: Asker, branch: Branch, begin: datetime, end: datetime, now: datetime) -> Touching:
    """Whom it touches when a branch closes for a while: what lies before and after stays as it is. Two queries."""
    shifts = shifts_on(branch, begin, end)
    return touching(shifts, Booking.objects.filter(starts_at__lt=end, ends_at__gt=max(begin, now)))


def duties_of(member: int, now: datetime) -> Duties:
    """What a colleague still has to do, for the page on which they leave. Two queries."""
    coming = Shift.objects.filter(member=member, ends_at__gt=now, withdrawn_at=None)
    bookings = Booking.objects.filter(in_or_beside(coming), state__in=SOMEBODYS, ends_at__gt=now)
    return Duties(coming.count(), bookings.count())
