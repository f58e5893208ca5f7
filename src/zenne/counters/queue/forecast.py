"""How long those in a room will wait, and how many go before them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from math import isfinite

from zenne.counters.queue.models import Room, Ticket
from zenne.counters.queue.rooms import hour_of
from zenne.counters.queue.rules.calling import Waiting, may_call
from zenne.counters.queue.rules.durations import Duration
from zenne.counters.queue.rules.promises import Learned, Told, factors, told
from zenne.counters.queue.rules.waiting import DeskAtWork, Expected, Floats, quantile, waiting_times
from zenne.counters.queue.situation import Situation, as_waiting, booking_as_waiting, situation_at

LIKELY = {Ticket.State.WAITING: 0.97, Ticket.State.COMING: 0.85}
"""How probable it is that somebody is there when they are called."""
SECONDS_KEPT = 15


@dataclass(frozen=True, slots=True)
class Forecast:
    """Of one ticket: how many go before, and what is said. ``told`` is None when no open desk can help.

    Attributes:
        raw: minutes of the 90th percentile before the correction.
        may_overtake: a desk that can help this one cannot help all who go before.
    """

    ahead: int
    told: Told | None
    raw: float = 0.0
    may_overtake: bool = False


@dataclass(frozen=True, slots=True)
class InLine:
    """Somebody in the simulation."""

    person: Waiting
    likely: float
    duration: Duration


@dataclass(frozen=True, slots=True)
class Played:
    """A room played through: who was in it, and minutes until each was called, rounds by people."""

    line: list[InLine]
    people: list[Expected]
    waits: Floats


def play_through(situation: Situation, *, seed: int) -> Played:
    """Play the room through a few hundred times."""
    line = people_of(situation)
    possible = [tuple(may_call(desk, each.person, situation.desks) for desk in situation.desks) for each in line]
    people = [
        Expected(
            turn=minutes(each.person.turn, situation.at),
            comes=minutes(each.person.callable_from, situation.at),
            likely=each.likely,
            duration=each.duration,
            desks=desks,
        )
        for each, desks in zip(line, possible, strict=True)
    ]
    return Played(line, people, waiting_times(people, desks_of(situation), seed=seed))


def forecast(situation: Situation, *, learned: Learned, seed: int) -> Mapping[int, Forecast]:
    """A forecast for each ticket that waits or is to come, by its number in the database."""
    played, by = play_through(situation, seed=seed), factors(learned, hour_of(situation.at))
    found = {}
    for place, each in enumerate(played.line):
        if each.person.key > 0:
            minutes_waited = played.waits[:, place]
            half, most = quantile(minutes_waited, 0.5), quantile(minutes_waited, 0.9)
            says = told(p50=half, p90=most, by=by) if isfinite(most) else None
            before = ahead_of(place, played.people)
            found[each.person.key] = Forecast(
                len(before), says, most if says else 0.0, may_overtake(played.people[place], before)
            )
    return found


def people_of(situation: Situation) -> list[InLine]:
    """Who waits, who is on the way, and who has an appointment later."""
    tickets = situation.waiting(Ticket.State.WAITING, Ticket.State.COMING)
    line = [
        InLine(as_waiting(each), LIKELY[Ticket.State(each.state)], situation.duration(each.visit_type, each.people))
        for each in tickets
    ]
    return line + [
        InLine(
            booking_as_waiting(each),
            1 - situation.attendance.chance_missed(each),
            situation.duration(each.visit_type, each.people),
        )
        for each in situation.bookings
    ]


def desks_of(situation: Situation) -> list[DeskAtWork]:
    """The open desks in the order of ``situation.desks``."""
    members = {session.desk_id: session.member_id for session in situation.sessions}
    found = []
    for desk in situation.desks:
        ticket = situation.at_desk(desk.key)
        ends = situation.shift_ends.get(members[desk.key])
        found.append(
            DeskAtWork(
                busy_for=minutes(situation.at, ticket.called_at) if ticket and ticket.called_at else None,
                duration=situation.duration(ticket.visit_type, ticket.people) if ticket else None,
                closes=minutes(ends, situation.at) if ends else float("inf"),
            )
        )
    return found


def ahead_of(place: int, people: list[Expected]) -> list[Expected]:
    """Those who are here, share a desk with somebody and go before them."""
    own = people[place]
    return [
        other
        for number, other in enumerate(people)
        if (other.turn, number) < (own.turn, place)
        and other.comes <= 0
        and (not any(own.desks) or shares_desk(own, other))
    ]


def may_overtake(own: Expected, before: list[Expected]) -> bool:
    """Whether some desk that can help somebody cannot help all who go before."""
    return any(mine and not all(other.desks[desk] for other in before) for desk, mine in enumerate(own.desks))


def shares_desk(one: Expected, other: Expected) -> bool:
    return any(mine and theirs for mine, theirs in zip(one.desks, other.desks, strict=True))


def minutes(moment: datetime, since: datetime) -> float:
    return (moment - since).total_seconds() / 60


def forecast_now(room: Room, at: datetime) -> Mapping[int, Forecast]:
    """The forecast of a room, made once for each change of it and each quarter of a minute."""
    return kept_forecast(room.branch_id, room.number, int(at.timestamp()) // SECONDS_KEPT)


@lru_cache(maxsize=64)
def kept_forecast(branch: int, number: int, slot: int) -> Mapping[int, Forecast]:
    # The end of the slot, so that nobody who took a ticket in it seems still to come.
    at = datetime.fromtimestamp((slot + 1) * SECONDS_KEPT, UTC)
    rooms = Room.objects.filter(branch=branch).values_list("learned", flat=True)
    return forecast(situation_at(branch, at), learned=rooms.first() or {}, seed=number)
