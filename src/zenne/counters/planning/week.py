"""The week of a branch: who is at which desk when, what is covered and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from zenne.catalogue.public import Branch
from zenne.core.access.public import Asker, needs
from zenne.counters.capacity.models import Desk, Shift
from zenne.counters.capacity.opening import midnight
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.planning.accounts import SOMEBODYS
from zenne.counters.planning.coverage import Gaps, Stretch, abilities_of, gaps_of
from zenne.counters.planning.days import bounds_of, day_of, name_of_day_off, opened_on
from zenne.counters.planning.rules.gaps import stretches
from zenne.counters.rules.quanta import moment_of
from zenne.workforce.public import language_names


@dataclass(frozen=True, slots=True)
class PlannedShift:
    """A shift in the plan, and how many appointments are in it."""

    shift: Shift
    booked: int


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day of the week. ``hours``: when the branch is open; ``day_off``: the name of a holiday."""

    date: date
    hours: tuple[Stretch, ...]
    day_off: str
    shifts: tuple[PlannedShift, ...]
    gaps: Gaps
    languages: tuple[str, ...]
    is_today: bool

    @property
    def is_shown(self) -> bool:
        """Whether there is something to see: the branch opens, somebody is planned, or it is a holiday."""
        return bool(self.hours or self.shifts or self.day_off)


@dataclass(frozen=True, slots=True)
class DeskWeek:
    """A desk, and who is at it on each day that is shown."""

    desk: Desk
    days: tuple[tuple[PlannedShift, ...], ...]


@dataclass(frozen=True, slots=True)
class Week:
    """The week of a branch."""

    monday: date
    days: tuple[PlannedDay, ...]
    desks: tuple[DeskWeek, ...]

    @property
    def shown_days(self) -> list[PlannedDay]:
        return [day for day in self.days if day.is_shown]

    @property
    def count(self) -> int:
        """How many shifts it has."""
        return sum(len(day.shifts) for day in self.days)


@needs(PLAN_SHIFTS)
def week_of(*, asker: Asker, branch: Branch, monday: date, now: datetime, version: str) -> Week:
    """The week that begins on a Monday. Four queries, however much is planned."""
    dates = [monday + timedelta(days=number) for number in range(7)]
    found = shifts_between(branch, bounds_of(dates[0], version=version)[0], bounds_of(dates[-1], version=version)[1])
    abilities = abilities_of([each.shift for each in found])
    days = []
    for day in dates:
        begin, end = bounds_of(day, version=version)
        there = tuple(each for each in found if each.shift.starts_at < end and each.shift.ends_at > begin)
        shifts = [each.shift for each in there]
        gaps = gaps_of(branch, day, shifts, abilities, version=version)
        days.append(
            PlannedDay(
                date=day,
                hours=hours_on(branch, day, version=version),
                day_off=name_of_day_off(day, version=version),
                shifts=there,
                gaps=gaps,
                languages=spoken_in(shifts),
                is_today=day == day_of(now, version=version),
            )
        )
    return Week(monday, tuple(days), desks_of(branch, [day for day in days if day.is_shown]))


def spoken_in(shifts: Sequence[Shift]) -> tuple[str, ...]:
    """The names of the languages that somebody there speaks."""
    return tuple(sorted(language_names({code for shift in shifts for code in shift.member.languages})))


def shifts_between(branch: Branch, begin: datetime, end: datetime) -> list[PlannedShift]:
    """The shifts at a branch that touch a stretch of time, by desk and time, with their appointments. One query."""
    rows = (
        Shift.objects.filter(branch=branch, starts_at__lt=end, ends_at__gt=begin, withdrawn_at=None)
        .select_related("member", "desk")
        .annotate(
            booked=Count("bookings", filter=Q(bookings__state__in=SOMEBODYS), distinct=True),
            beyond=Count("extras__bookings", filter=Q(extras__bookings__state__in=SOMEBODYS), distinct=True),
        )
        .order_by("desk__number", "starts_at")
    )
    return [PlannedShift(shift, shift.booked + shift.beyond) for shift in rows]


def hours_on(branch: Branch, day: date, *, version: str) -> tuple[Stretch, ...]:
    """When a branch is open on a day."""
    origin = midnight(version, day)
    opened = stretches(opened_on(branch.hours, day, version=version))
    return tuple((moment_of(origin + first), moment_of(origin + end)) for first, end in opened)


def desks_of(branch: Branch, days: Sequence[PlannedDay]) -> tuple[DeskWeek, ...]:
    """Each desk of a branch with its shifts, also those that are gone and still have some. One query."""
    there = {each.shift.desk_id for day in days for each in day.shifts}
    rows = Desk.objects.filter(Q(retired_at=None) | Q(pk__in=there), branch=branch).order_by("number")
    return tuple(
        DeskWeek(desk, tuple(tuple(each for each in day.shifts if each.shift.desk_id == desk.pk) for day in days))
        for desk in rows
    )
