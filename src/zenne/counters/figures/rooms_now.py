"""How long somebody would wait who came now, at every branch and for every service: read and played through at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import Final, TypeVar

import numpy as np
from django.core.cache import cache

from zenne.catalogue.public import all_places
from zenne.core.content.public import current_version
from zenne.counters.appointments.models import Booking
from zenne.counters.capacity.models import Shift, VisitType
from zenne.counters.queue.forecast import desks_of, minutes, people_of
from zenne.counters.queue.models import OPEN, DeskSession, Room, Ticket
from zenne.counters.queue.rooms import hour_of, time_zone
from zenne.counters.queue.rules.calling import Waiting, may_call
from zenne.counters.queue.rules.durations import Duration
from zenne.counters.queue.rules.priority import EARLY
from zenne.counters.queue.rules.promises import Learned, Told, factors, told
from zenne.counters.queue.rules.waiting import Expected, Floats, quantile, waiting_times
from zenne.counters.queue.situation import LOOKED_AHEAD, Situation, experiences, open_desks

MOMENT: Final = Duration(mu=-12.0, sigma=0.0)
"""Those who are only imagined take no time at a desk, so that none is in the way of another."""
SOMEBODY: Final = -1
VISITORS: Final = 1000
SECONDS_KEPT: Final = 60
Row = TypeVar("Row")
Desks = tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class RoomNow:
    """A waiting room. ``told``: what half of all visitors, and nine of ten, would be told as one; none when no desk can
    help. ``by_service``: what is said for each service, by its number."""

    waiting: int
    desks_open: int
    told: Told | None
    by_service: Mapping[int, Told]


@dataclass(frozen=True, slots=True)
class Hall:
    """A room as it was read, with what people may come for: visits, and how often each is needed."""

    situation: Situation
    learned: Learned
    seed: int
    visits: list[VisitType]


def rooms_now(at: datetime) -> dict[int, RoomNow]:
    """Every room of the city, by the number of its branch; played through once a minute, whatever is asked for.

    Nine queries, however many branches there are.
    """
    key = f"rooms-now:{current_version()}:{int(at.timestamp()) // SECONDS_KEPT}"
    kept: dict[int, RoomNow] | None = cache.get(key)
    if kept is None:
        hour = hour_of(at)
        kept = {branch: room_now(hall, hour=hour) for branch, hall in halls(at).items()}
        cache.set(key, kept, timeout=SECONDS_KEPT)
    return kept


def halls(at: datetime) -> dict[int, Hall]:
    """Read all rooms."""
    zone = time_zone()
    today = at.astimezone(zone).date()
    tickets = Ticket.objects.filter(day=today, state__in=OPEN).select_related("visit_type__service", "desk")
    open_ones = DeskSession.objects.filter(closed_at=None).select_related("desk", "member")
    sessions = [each for each in open_ones if each.opened_at.astimezone(zone).date() == today]
    to_come = Booking.objects.filter(
        state=Booking.State.BOOKED, starts_at__gt=at - EARLY, starts_at__lt=at + LOOKED_AHEAD, ticket=None
    )
    shifts = Shift.objects.filter(
        member__in=[each.member_id for each in sessions], starts_at__lte=at, ends_at__gt=at
    ).values_list("member_id", "ends_at")
    branch_of = {each.desk_id: each.desk.branch_id for each in sessions}
    seen = experiences()
    rooms = {room.branch_id: room for room in Room.objects.all()}
    by_tickets = grouped(tickets, lambda each: each.branch_id)
    by_sessions = grouped(sessions, lambda each: each.desk.branch_id)
    by_desks = grouped(open_desks(sessions), lambda each: branch_of[each.key])
    by_bookings = grouped(to_come.select_related("visit_type"), lambda each: each.branch_id)
    ends = dict(shifts)
    return {
        branch: Hall(
            Situation(
                at=at,
                tickets=by_tickets[branch],
                sessions=by_sessions[branch],
                desks=by_desks[branch],
                bookings=by_bookings[branch],
                experiences=seen,
                shift_ends=ends,
            ),
            rooms[branch].learned if branch in rooms else {},
            rooms[branch].number if branch in rooms else 0,
            visits,
        )
        for branch, visits in walk_in_visits().items()
    }


def grouped(rows: Iterable[Row], key: Callable[[Row], int]) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def walk_in_visits() -> dict[int, list[VisitType]]:
    """What people can come for without an appointment, by branch."""
    places = all_places(current_version())
    found: dict[int, list[VisitType]] = {place.branch.pk: [] for offered in places.values() for place in offered}
    visits = VisitType.objects.filter(walk_in=True, retired_at=None).exclude(step=VisitType.Step.COLLECT)
    for visit in visits.select_related("service"):
        for place in places.get(visit.service_id, []):
            found[place.branch.pk].append(visit)
    return found


def room_now(hall: Hall, *, hour: int) -> RoomNow:
    """Play a room through with somebody more for each way in which desks can help."""
    situation = hall.situation
    waiting = len(situation.waiting(Ticket.State.WAITING, Ticket.State.COMING))
    ways = {visit.pk: desks_for(visit, situation) for visit in hall.visits}
    possible = sorted({desks for desks in ways.values() if any(desks)})
    if not possible:
        return RoomNow(waiting, len(situation.desks), None, {})
    waits = dict(zip(possible, last_columns(situation, possible, seed=hall.seed), strict=True))
    by = factors(hall.learned, hour)
    said = {way: words for way, column in waits.items() if (words := said_of(column, by))}
    helped = [visit for visit in hall.visits if ways[visit.pk] in said]
    if not helped:
        return RoomNow(waiting, len(situation.desks), None, {})
    weights = [max(visit.service.popularity, 1) for visit in helped]
    mixed = mixture([waits[ways[visit.pk]] for visit in helped], weights)
    return RoomNow(
        waiting, len(situation.desks), said_of(mixed, by), {each.service_id: said[ways[each.pk]] for each in helped}
    )


def desks_for(visit: VisitType, situation: Situation) -> Desks:
    """Which open desks may call somebody who comes for this, in any language."""
    person = Waiting(
        key=SOMEBODY,
        service=visit.service_id,
        turn=situation.at,
        callable_from=situation.at,
        equipment=frozenset(visit.equipment),
    )
    return tuple(may_call(desk, person, situation.desks) for desk in situation.desks)


def last_columns(situation: Situation, possible: Sequence[Desks], *, seed: int) -> list[Floats]:
    """The waiting times of those who would come now, after all who are here: a column for each."""
    line = people_of(situation)
    people = [
        Expected(
            turn=minutes(each.person.turn, situation.at),
            comes=minutes(each.person.callable_from, situation.at),
            likely=each.likely,
            duration=each.duration,
            desks=tuple(may_call(desk, each.person, situation.desks) for desk in situation.desks),
        )
        for each in line
    ]
    imagined = [Expected(turn=0.0, comes=0.0, likely=1.0, duration=MOMENT, desks=desks) for desks in possible]
    waits = waiting_times(people + imagined, desks_of(situation), seed=seed)
    return [waits[:, place] for place in range(len(people), len(people) + len(imagined))]


def said_of(column: Floats, by: tuple[float, float]) -> Told | None:
    """What would be said; none where more than one of ten would not be called today."""
    half, most = quantile(column, 0.5), quantile(column, 0.9)
    return told(p50=half, p90=most, by=by) if isfinite(most) else None


def mixture(columns: Sequence[Floats], weights: Sequence[int]) -> Floats:
    """The waiting times of all visitors together: of each column as many as its weight says, of ``VISITORS``."""
    total = sum(weights)
    sizes = [max(round(VISITORS * weight / total), 1) for weight in weights]
    return np.concatenate([spread(column, size) for column, size in zip(columns, sizes, strict=True)])


def spread(column: Floats, size: int) -> Floats:
    """So many of the values, from the least to the greatest at equal distances."""
    places = ((np.arange(size) + 0.5) / size * len(column)).astype(int)
    picked: Floats = np.sort(column)[places]
    return picked
