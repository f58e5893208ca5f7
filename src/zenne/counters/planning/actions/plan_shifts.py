"""Plan somebody at a desk, once or every week."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.counters.capacity.actions.plan_shift import plan_shift
from zenne.counters.capacity.errors import ShiftRefused
from zenne.counters.capacity.models import Desk, Shift
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.capacity.turns import hold_people_and_desks
from zenne.counters.planning.days import DAY, is_closed, moment_on, name_of_day_off
from zenne.counters.planning.rules.weeks import weekly
from zenne.workforce.public import StaffMember


@dataclass(frozen=True, slots=True)
class ShiftWish:
    """Who is to be at which desk, from when to when on the clock of the city, and for whom."""

    member: StaffMember
    desk: Desk
    day: date
    begin: time
    end: time
    takes_appointments: bool = True
    takes_walk_ins: bool = True


@dataclass(frozen=True, slots=True)
class Skipped:
    """A shift that was not planned. ``code``: closed, or one of ``ShiftRefused``; ``day_off``: name of a holiday."""

    member: StaffMember
    desk: Desk
    day: date
    code: str
    day_off: str = ""


@dataclass(slots=True)
class Planned:
    """What was planned, and what was not."""

    shifts: list[Shift] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def note(self, done: Shift | Skipped) -> None:
        """Keep what became of a wish."""
        if isinstance(done, Skipped):
            self.skipped.append(done)
        else:
            self.shifts.append(done)


@needs(PLAN_SHIFTS)
@transaction.atomic
def plan_shifts(*, asker: Asker, wish: ShiftWish, until: date | None, now: datetime, version: str) -> Planned:
    """Plan a shift on its day, and every week on the same day until another one, for a year at most.

    A repetition skips days on which the branch is closed, and those on which the person or the desk is not free. A
    single shift may also lie outside opening hours: somebody prepares a desk; nobody can book it then.

    Raises:
        ShiftRefused: a single shift cannot be.
    """
    days = weekly(wish.day, until) if until else [wish.day]
    hold_people_and_desks([wish.member.pk], [wish.desk.pk])
    planned = Planned()
    if len(days) == 1:
        planned.note(plan_one(wish, asker=asker, now=now, version=version))
        return planned
    for day in days:
        planned.note(plan_or_skip(replace(wish, day=day), asker=asker, now=now, version=version))
    return planned


def plan_or_skip(wish: ShiftWish, *, asker: Asker, now: datetime, version: str) -> Shift | Skipped:
    """Plan a shift on a day on which the branch is open, or say why not."""
    if is_closed(wish.desk.branch, wish.day, version=version):
        off = name_of_day_off(wish.day, version=version)
        return Skipped(wish.member, wish.desk, wish.day, "closed", off)
    try:
        return plan_one(wish, asker=asker, now=now, version=version)
    except ShiftRefused as refused:
        return Skipped(wish.member, wish.desk, wish.day, refused.code)


def plan_one(wish: ShiftWish, *, asker: Asker, now: datetime, version: str) -> Shift:
    """Plan a shift; one until 00:00 ends with its day. Raises ShiftRefused."""
    last_day = wish.day + DAY if wish.end == time() else wish.day
    ends_at = moment_on(last_day, wish.end, version=version)
    if ends_at <= now:
        raise ShiftRefused("is-over")
    return plan_shift(
        asker=asker,
        member=wish.member,
        desk=wish.desk,
        starts_at=moment_on(wish.day, wish.begin, version=version),
        ends_at=ends_at,
        takes_appointments=wish.takes_appointments,
        takes_walk_ins=wish.takes_walk_ins,
    )
