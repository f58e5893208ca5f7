"""Plan a week like the one before it."""

from datetime import date, datetime

from django.db import transaction

from zenne.catalogue.public import Branch
from zenne.core.access.public import Asker, needs
from zenne.counters.capacity.models import Shift
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.capacity.turns import hold_people_and_desks
from zenne.counters.planning.actions.plan_shifts import Planned, ShiftWish, plan_or_skip
from zenne.counters.planning.days import bounds_of, clock_of, day_of
from zenne.counters.planning.rules.weeks import WEEK


@needs(PLAN_SHIFTS)
@transaction.atomic
def copy_week(*, asker: Asker, branch: Branch, monday: date, now: datetime, version: str) -> Planned:
    """Plan the shifts of the week before once more, at the same times of day. What is planned already stays.

    Days on which the branch is closed, people who left, and whoever or whatever is not free are skipped.
    """
    begin, end = (bounds_of(day, version=version)[0] for day in (monday - WEEK, monday))
    rows = Shift.objects.filter(branch=branch, starts_at__gte=begin, starts_at__lt=end, withdrawn_at=None)
    shifts = list(rows.select_related("member", "desk__branch").order_by("starts_at", "desk__number"))
    hold_people_and_desks([shift.member_id for shift in shifts], [shift.desk_id for shift in shifts])
    planned = Planned()
    for shift in shifts:
        wish = ShiftWish(
            shift.member,
            shift.desk,
            day_of(shift.starts_at, version=version) + WEEK,
            clock_of(shift.starts_at, version=version),
            clock_of(shift.ends_at, version=version),
            shift.takes_appointments,
            shift.takes_walk_ins,
        )
        planned.note(plan_or_skip(wish, asker=asker, now=now, version=version))
    return planned
