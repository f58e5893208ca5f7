"""Change a shift in which nothing is booked."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.counters.appointments.models import Booking
from zenne.counters.capacity.errors import ShiftRefused
from zenne.counters.capacity.models import Shift
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.capacity.turns import hold_people_and_desks
from zenne.counters.planning.actions.plan_shifts import ShiftWish, plan_one
from zenne.counters.rules.seats import read, run


@needs(PLAN_SHIFTS)
@transaction.atomic
def change_shift(*, asker: Asker, shift: Shift, wish: ShiftWish, now: datetime, version: str) -> Shift:
    """Put another shift in the place of one. Its number changes, so that whoever is about to book in it finds it gone.

    Raises:
        ShiftRefused: somebody has a time in it, it was withdrawn, or the other shift cannot be; nothing has
            changed then.
    """
    hold_people_and_desks([shift.member_id, wish.member.pk], [shift.desk_id, wish.desk.pk])
    held = Shift.objects.select_for_update().filter(pk=shift.pk).first()
    if held is None or held.withdrawn_at is not None:
        raise ShiftRefused("is-withdrawn")
    if read(held.free) != run(0, held.length) or Booking.objects.filter(shift__extra_to=held).exists():
        raise ShiftRefused("is-booked")
    record(asker=asker, action="counters.change-shift", thing=f"shift:{held.pk}")
    held.delete()
    return plan_one(wish, asker=asker, now=now, version=version)
