"""The branches as they are now: how soon an appointment, how long the wait, which languages, which evenings."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Final

from zenne.catalogue.public import Branch, PlaceNow, PublicService, all_places, branches, branches_now, city, comparison
from zenne.core.calendar.public import moment_at
from zenne.core.content.public import current_version
from zenne.counters.appointments.slots import DAYS_AHEAD
from zenne.counters.capacity.models import Shift, VisitType
from zenne.counters.figures.free_times import first_days
from zenne.counters.figures.models import FirstFree
from zenne.counters.figures.rooms_now import RoomNow, rooms_now
from zenne.counters.figures.rules.quantiles import weighted_half
from zenne.counters.figures.trends import TrendDay, trends, trends_of
from zenne.counters.queue.rooms import time_zone
from zenne.counters.queue.rules.promises import Told
from zenne.workforce.public import able_staff

NO_TIME: Final = timedelta()
NOTHING: Final[Mapping[int, Told]] = {}


@dataclass(frozen=True, slots=True)
class BranchLive:
    """A branch now, over everything that people come for, or for one service.

    Attributes:
        place: whether it is open, and until when.
        free_days: after how many days there is a free time; over everything, half of what people come for. None: not
            known, or nothing in the next three months (``is_full``).
        told: what somebody would be told who came now; none when no desk can help.
        languages: of those who are there today.
        evening, saturday: how long it is open then in a normal week.
        trend: the past four weeks.
    """

    place: PlaceNow
    free_days: int | None
    is_full: bool
    told: Told | None
    waiting: int
    desks_open: int
    languages: tuple[str, ...]
    evening: timedelta
    saturday: timedelta
    trend: tuple[TrendDay, ...]
    by_service: Mapping[int, Told] = field(default_factory=dict)

    @property
    def branch(self) -> Branch:
        return self.place.branch

    @property
    def is_open(self) -> bool:
        return self.place.is_open


def branches_live(*, version: str, at: datetime, service: PublicService | None = None) -> list[BranchLive]:
    """Each branch, in the order of the catalogue; those that offer the service. The queries do not grow with anything.

    For one service that is a search for free times; over everything, what was last measured.
    """
    here = offering(service, version=version)
    rooms = rooms_now(at)
    visit = booked_visit(service) if service else None
    free = first_days(visit, at=at) if visit else {} if service else halves(at)
    spoken = languages_today(at, service=service)
    late = late_hours(version, at, service=service)
    past = trends_of(visit, service, at=at) if service else trends(at=at)
    places, _until = branches_now(here, version=version, at=at)
    return [
        BranchLive(
            place=place,
            free_days=days if (days := free.get(place.branch.pk)) is None or days <= DAYS_AHEAD else None,
            is_full=place.branch.pk in free and (days is None or days > DAYS_AHEAD),
            told=said(rooms.get(place.branch.pk), service),
            waiting=rooms[place.branch.pk].waiting if place.branch.pk in rooms else 0,
            desks_open=rooms[place.branch.pk].desks_open if place.branch.pk in rooms else 0,
            languages=spoken.get(place.branch.pk, ()),
            evening=late.get(place.branch.slug, (NO_TIME, NO_TIME))[0],
            saturday=late.get(place.branch.slug, (NO_TIME, NO_TIME))[1],
            trend=past.get(place.branch.pk, ()),
            by_service=rooms[place.branch.pk].by_service if place.branch.pk in rooms else NOTHING,
        )
        for place in places
    ]


def offering(service: PublicService | None, *, version: str) -> list[Branch]:
    """The branches that offer a service; all without one."""
    if service is None:
        return list(branches(version))
    return [place.branch for place in all_places(version).get(service.pk, [])]


def booked_visit(service: PublicService) -> VisitType | None:
    """What somebody books first who wants a service: the whole visit, or the one to apply."""
    found = VisitType.objects.filter(service=service, by_appointment=True, retired_at=None)
    return found.exclude(step=VisitType.Step.COLLECT).select_related("service").first()


def said(room: RoomNow | None, service: PublicService | None) -> Told | None:
    if room is None:
        return None
    return room.by_service.get(service.pk) if service else room.told


def latest(at: datetime) -> list[FirstFree]:
    """What was measured last, if that was today. Two queries."""
    today = at.astimezone(time_zone()).date()
    newest = FirstFree.objects.filter(day=today).order_by("-hour").values_list("hour", flat=True).first()
    rows = FirstFree.objects.filter(day=today, hour=newest if newest is not None else -1)
    return list(rows.select_related("visit_type__service"))


def halves(at: datetime) -> dict[int, int | None]:
    """For each branch, after how many days half of what people come for can be booked."""
    by_branch: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for row in latest(at):
        days = DAYS_AHEAD + 1 if row.days is None else row.days
        by_branch[row.branch_id].append((days, max(row.visit_type.service.popularity, 1)))
    return {branch: weighted_half(pairs) for branch, pairs in by_branch.items()}


def languages_today(at: datetime, *, service: PublicService | None) -> dict[int, tuple[str, ...]]:
    """The languages of those who are planned at each branch today, those of the city first."""
    zone = time_zone()
    today = at.astimezone(zone).date()
    begin, end = (moment_at(day, time(), time_zone=zone) for day in (today, today + timedelta(days=1)))
    planned = Shift.objects.filter(withdrawn_at=None, starts_at__gte=begin, starts_at__lt=end)
    if service is not None:
        planned = planned.filter(member__in=able_staff(service=service.pk))
    found: dict[int, set[str]] = defaultdict(set)
    for branch, languages in planned.values_list("branch_id", "member__languages"):
        found[branch] |= set(languages)
    here = city(current_version())
    first = list(here.languages) if here else []
    return {
        branch: tuple(sorted(codes, key=lambda code: (place_in(code, first), code))) for branch, codes in found.items()
    }


def place_in(code: str, order: list[str]) -> int:
    return order.index(code) if code in order else len(order)


def late_hours(version: str, at: datetime, *, service: PublicService | None) -> dict[str, tuple[timedelta, timedelta]]:
    """How long each branch is open in the evening and on Saturday, by slug; for a service, the hours of that."""
    found = comparison(version, at.astimezone(time_zone()).date())
    if service is None:
        return {each.figure.branch: (each.figure.hours.evening, each.figure.hours.saturday) for each in found.summaries}
    cells = next((cells for each, cells in found.rows if each.slug == service.slug), [])
    return {cell.branch.slug: (cell.offer.hours.evening, cell.offer.hours.saturday) for cell in cells if cell.offer}
