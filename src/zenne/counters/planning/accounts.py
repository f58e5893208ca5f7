"""Keeping account of appointments whose shifts fall away."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from django.db.models import Q

from zenne.catalogue.public import Branch
from zenne.counters.appointments.models import Booking
from zenne.counters.capacity.models import Shift
from zenne.counters.planning.models import Touched, Withdrawal

SOMEBODYS: Final = (Booking.State.ASKED, Booking.State.BOOKED)
"""Somebody said that this time is for them. Who only holds one is still choosing, and sees that it is gone."""


def open_account(
    shifts: Collection[int],
    *,
    reason: Withdrawal.Reason,
    now: datetime,
    branch: Branch | None = None,
    day: date | None = None,
) -> Withdrawal | None:
    """Write down which appointments are in shifts that are about to be withdrawn; in the caller's transaction.

    The shifts are held, so that no appointment is made in them meanwhile. None: all are withdrawn already.
    """
    gone = Q(pk__in=shifts) | Q(extra_to__in=shifts)
    held = Shift.every.select_for_update(no_key=True).filter(gone, withdrawn_at=None).order_by("pk")
    desks = dict(held.values_list("pk", "desk_id"))
    if not desks:
        return None
    withdrawal = Withdrawal.objects.create(
        reason=reason, branch=branch, day=day, shifts=len(set(shifts) & desks.keys()), at=now
    )
    rows = Booking.objects.filter(shift__in=desks, state__in=SOMEBODYS, ends_at__gt=now).order_by("starts_at", "pk")
    Touched.objects.bulk_create(
        Touched(withdrawal=withdrawal, booking_id=number, desk_id=desks[shift], starts_at=begin)
        for number, shift, begin in rows.values_list("pk", "shift_id", "starts_at")
        if shift is not None
    )
    return withdrawal
