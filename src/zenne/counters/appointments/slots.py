"""Free times over all branches at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from heapq import merge
from typing import Final

from zenne.catalogue.public import Branch, ServicePlace, all_places, metres_between
from zenne.core.calendar.public import working_calendar
from zenne.counters.appointments.places import open_for_appointments
from zenne.counters.appointments.supply import DATABASE, Reach, Supply
from zenne.counters.capacity.known import desks_with
from zenne.counters.capacity.models import VisitType
from zenne.counters.capacity.opening import clock_steps, days_between, first_whole, midnight
from zenne.counters.rules.quanta import moment_of, steps_for
from zenne.counters.rules.reach import Way, minutes_by
from zenne.counters.rules.scanning import Gathered, Place, Row, Scan, days_with_room

LEAD: Final = timedelta(minutes=10)
"""How soon after now a visit may begin: whoever helps must see it come."""
DAYS_AHEAD: Final = 90
SOON_DAYS: Final = 8
"""Most searches end within so many days; the others look at the rest with one query more."""
EVENING: Final = time(17)
DAY: Final = timedelta(days=1)


class Order(StrEnum):
    """What comes first."""

    SOONEST = "soonest"
    NEAREST = "nearest"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for.

    Attributes:
        language: that whoever helps must speak; empty for any.
        branches: slugs; empty for any.
        near, within_metres: a point (latitude, longitude), and how far a branch may be from it.
        by, within_minutes: how somebody comes from there, and how long that may take at most.
        first_day, last_day: on the clock of the city; None: from today on, for ninety days.
        after, before: the visit begins and ends between these times of day.
        own: a shift with the seat that is given up for the one that is found, as if that were free.
    """

    visit_type: VisitType
    people: int = 1
    language: str = ""
    branches: tuple[str, ...] = ()
    near: tuple[float, float] | None = None
    within_metres: float | None = None
    by: Way | None = None
    within_minutes: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    after: time | None = None
    before: time | None = None
    order: Order = Order.SOONEST
    limit: int = 20
    own: Row | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A time at a branch at which somebody can help; who that will be is decided when it is taken."""

    branch: Branch
    starts_at: datetime
    minutes: int
    step: int


@dataclass(frozen=True, slots=True)
class FirstFree:
    """A branch with its first free time, if it has one; ``metres`` and ``minutes`` from the point that was named."""

    branch: Branch
    slot: Slot | None
    metres: float | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search: ``firsts`` has every branch that was asked for, as the catalogue orders them."""

    slots: tuple[Slot, ...] = ()
    firsts: tuple[FirstFree, ...] = ()


def search(wanted: Wanted, *, version: str, now: datetime, supply: Supply = DATABASE) -> Found:
    """The first free times. Three queries at most, six in the order of the evening, however much there is."""
    places = places_for(wanted, version=version)
    if not places:
        return Found()
    if wanted.order is Order.EVENING:
        return evening_first(wanted, places, version=version, now=now, supply=supply)
    gathered = gather(wanted, places, version=version, now=now, supply=supply)
    return answer(wanted, places, gathered.in_order(), gathered.firsts, version=version)


def evening_first(wanted: Wanted, places: "Sequence[Near]", *, version: str, now: datetime, supply: Supply) -> Found:
    """Those that begin in the evening, and after them, when they are few, the soonest others."""
    late = max(wanted.after or EVENING, EVENING)
    evenings = gather(replace(wanted, after=late), places, version=version, now=now, supply=supply).in_order()
    others = gather(wanted, places, version=version, now=now, supply=supply)
    rest = [place for place in others.in_order() if place not in set(evenings)]
    return answer(wanted, places, (evenings + rest)[: wanted.limit], others.firsts, version=version)


@dataclass(frozen=True, slots=True)
class Near:
    """A service at a branch, and how far that is: in metres, and in minutes by the way that was named."""

    place: ServicePlace
    metres: float | None
    minutes: int | None


def places_for(wanted: Wanted, *, version: str) -> list[Near]:
    """The branches that come into question."""
    offered = [
        near_of(place, wanted)
        for place in all_places(version).get(wanted.visit_type.service_id, [])
        if not wanted.branches or place.branch.slug in wanted.branches
    ]
    return [
        near
        for near in offered
        if is_at_most(near.metres, wanted.within_metres) and is_at_most(near.minutes, wanted.within_minutes)
    ]


def near_of(place: ServicePlace, wanted: Wanted) -> Near:
    metres = metres_to(place.branch, wanted.near)
    return Near(place, metres, minutes_by(wanted.by, metres) if wanted.by and metres is not None else None)


def is_at_most(value: float | None, most: float | None) -> bool:
    return value is None or most is None or value <= most


def metres_to(branch: Branch, point: tuple[float, float] | None) -> float | None:
    if point is None:
        return None
    return metres_between(
        from_latitude=point[0],
        from_longitude=point[1],
        to_latitude=branch.latitude,
        to_longitude=branch.longitude,
    )


def gather(wanted: Wanted, places: Sequence[Near], *, version: str, now: datetime, supply: Supply) -> Gathered:
    """Look through the shifts of the first days, and of the others where that is not enough."""
    branches = frozenset(near.place.branch.pk for near in places)
    gathered = Gathered(wanted.limit, ranks_of(wanted, places), branches)
    scan = scan_for(wanted, places, version=version, now=now, supply=supply)
    if len(scan.midnights) < 2 or not scan.members or not scan.desks:
        return gathered
    # A shift that began yesterday in the evening may go on today.
    soon = scan.midnights[min(SOON_DAYS, len(scan.midnights) - 1)]
    members = frozenset(scan.members)
    reach = Reach(wanted.visit_type, scan.length, branches, members, scan.midnights[0], soon)
    gathered.gather(days_with_room(shifts(reach, wanted.own, supply), scan), scan.midnights)
    if not gathered.has_enough_places or gathered.missing:
        # Where there are enough places, only branches are looked at of which nothing is known yet.
        further = gathered.missing if gathered.has_enough_places else branches
        reach = replace(reach, branches=further, begin=soon, end=scan.midnights[-1])
        rows = shifts(reach, wanted.own, supply)
        gathered.gather(days_with_room(rows, scan), scan.midnights)
    return gathered


def ranks_of(wanted: Wanted, places: Sequence[Near]) -> dict[int, int]:
    if wanted.order is not Order.NEAREST:
        return {}
    nearest = sorted(places, key=lambda near: near.metres or 0.0)
    return {near.place.branch.pk: rank for rank, near in enumerate(nearest)}


def scan_for(wanted: Wanted, places: Sequence[Near], *, version: str, now: datetime, supply: Supply) -> Scan:
    """What is looked for, in numbers. One query.

    ``midnights`` begins with the day before the first and ends with the day after the last.
    """
    zone = working_calendar(version).time_zone
    today = (now + LEAD).astimezone(zone).date()
    first = max(wanted.first_day or today, today)
    last = min(wanted.last_day or today + DAYS_AHEAD * DAY, today + DAYS_AHEAD * DAY)
    days = list(days_between(first - DAY, last + DAY)) if first <= last else []
    by_branch = {near.place.branch.pk: near.place for near in places}
    return Scan(
        length=steps_for(wanted.visit_type.booked_for(wanted.people)),
        members=supply.able(service=wanted.visit_type.service_id, language=wanted.language),
        desks=desks_with(wanted.visit_type.equipment, by_branch, version=version),
        earliest=max(first_whole(now + LEAD), midnight(version, first)),
        midnights=[midnight(version, day) for day in days],
        opened=lambda branch, day: open_for_appointments(
            wanted.visit_type, by_branch[branch], days[day], version=version
        ),
        clock=lambda day: clock_steps(version, days[day], wanted.after, wanted.before),
    )


def shifts(reach: Reach, own: Row | None, supply: Supply) -> Iterable[Row]:
    """The shifts within reach, in order. ``own`` comes a second time, with what is free in it for one person only."""
    found = supply.shifts(reach)
    if own is None or own[0] not in reach.branches or not reach.begin <= first_step(own) < reach.end:
        return found
    return merge(found, [own], key=first_step)


def first_step(row: Row) -> int:
    return row[3]


def answer(
    wanted: Wanted, places: Sequence[Near], found: Sequence[Place], firsts: dict[int, int], *, version: str
) -> Found:
    """Steps and numbers of branches as people know them."""
    branches = {near.place.branch.pk: near.place.branch for near in places}
    minutes, zone = wanted.visit_type.booked_for(wanted.people), working_calendar(version).time_zone

    def slot(step: int, branch: int) -> Slot:
        return Slot(branches[branch], moment_of(step).astimezone(zone), minutes, step)

    return Found(
        tuple(slot(step, branch) for step, branch in found),
        tuple(
            FirstFree(
                near.place.branch,
                slot(firsts[pk], pk) if (pk := near.place.branch.pk) in firsts else None,
                near.metres,
                near.minutes,
            )
            for near in places
        ),
    )
