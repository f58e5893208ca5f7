"""A branch that simpy plays: people, desks and durations as they are, which the product can only guess."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import simpy

from zenne.catalogue.public import PublicService
from zenne.counters.appointments.models import Booking
from zenne.counters.capacity.models import Desk, VisitType
from zenne.counters.queue.forecast import Played, forecast, play_through
from zenne.counters.queue.models import DeskSession, Ticket
from zenne.counters.queue.rooms import hour_of
from zenne.counters.queue.rules.calling import OpenDesk, in_order
from zenne.counters.queue.rules.durations import Seen
from zenne.counters.queue.rules.priority import EARLY
from zenne.counters.queue.rules.promises import Told, after
from zenne.counters.queue.situation import LOOKED_AHEAD, Situation, as_waiting
from zenne.workforce.public import StaffMember

FIRST_DAY = datetime(2026, 11, 2, 7, 30, tzinfo=UTC)
OPEN_MINUTES = 450
SECONDS_BETWEEN_LOOKS = 0.25
# What the city expects in minutes, what it really takes on average, its spread, how often it is asked for.
VISITS = (
    ("certificate", 10, 6.5, 0.45, 0.34),
    ("address", 20, 24.0, 0.55, 0.22),
    ("parking", 15, 11.0, 0.40, 0.20),
    ("school", 20, 19.0, 0.70, 0.14),
    ("passport", 15, 17.0, 0.35, 0.10),
)
LANGUAGES = ("nl", "fr", "fr", "fr", "en", "ar", "", "")
DESKS = (
    ({0, 1, 2}, {"nl", "fr"}, 0, 450, 210),
    ({0, 1, 2, 3}, {"fr", "en"}, 0, 450, 240),
    ({0, 2, 4}, {"fr", "ar"}, 0, 330, 180),
    ({0, 1, 3, 4}, {"nl", "en"}, 60, 450, 270),
    ({0, 1, 2, 3, 4}, {"nl", "fr", "en"}, 0, 450, 225),
)
ARRIVALS_PER_HOUR = (18, 24, 17, 12, 15, 16, 13, 6)
"""By hour after opening: a wave in the morning, a smaller one after noon."""
PAUSE_MINUTES = 30


@dataclass(frozen=True)
class Outcome:
    """What somebody was told, and what came true. ``levels``: minutes at each tenth, before any correction."""

    day: int
    hour: int
    visit: str
    p50: int
    p90: int
    waited: float
    levels: tuple[float, ...]


@dataclass
class World:
    """What stays from day to day: what was learned, and the dice of the truth."""

    chance: random.Random
    seen: dict[int, Seen] = field(default_factory=lambda: defaultdict(Seen))
    learned: dict[str, list[float]] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)


def visit_types() -> list[VisitType]:
    return [
        VisitType(pk=place, service=PublicService(pk=place, slug=name), step="whole", minutes=expected, most_people=5)
        for place, (name, expected, *_) in enumerate(VISITS)
    ]


class Day:
    """One day at the branch."""

    def __init__(self, world: World, number: int) -> None:
        self.world, self.number = world, number
        self.env = simpy.Environment()
        self.begin = FIRST_DAY + timedelta(days=number)
        self.types = visit_types()
        # Some days everything goes slower, and some days more people come: nobody tells the product.
        self.pace = world.chance.lognormvariate(0, 0.12)
        self.crowd = world.chance.lognormvariate(0, 0.15)
        self.tickets: dict[int, Ticket] = {}
        self.told: dict[int, tuple[int, int, float, tuple[float, ...]]] = {}
        self.bookings: list[Booking] = []
        self.open: dict[int, DeskSession] = {}
        self.paused: set[int] = set()

    @property
    def now(self) -> datetime:
        return self.begin + timedelta(minutes=self.env.now)

    def run(self) -> None:
        self.env.process(self.people())
        self.env.process(self.people_with_appointments())
        for place in range(len(DESKS)):
            self.env.process(self.desk(place))
        self.env.run(until=OPEN_MINUTES + 120)

    def people(self) -> Iterator[Any]:
        chance = self.world.chance
        while True:
            yield self.env.timeout(chance.expovariate(max(ARRIVALS_PER_HOUR) * self.crowd / 60))
            if self.env.now >= OPEN_MINUTES - 30:
                return
            if chance.random() < ARRIVALS_PER_HOUR[int(self.env.now // 60)] / max(ARRIVALS_PER_HOUR):
                place = chance.choices(range(len(VISITS)), weights=[each[4] for each in VISITS])[0]
                need = "old-age" if chance.random() < 0.08 else "pregnancy" if chance.random() < 0.03 else ""
                self.take(self.types[place], need=need, language=chance.choice(LANGUAGES))

    def people_with_appointments(self) -> Iterator[Any]:
        chance = self.world.chance
        comings = []
        for number in range(12):
            due = self.begin + timedelta(minutes=35 * number + 20)
            booking = Booking(
                pk=number + 1, visit_type=self.types[4], starts_at=due, ends_at=due, language="", state="booked"
            )
            self.bookings.append(booking)
            if chance.random() > 0.12:
                comings.append((35 * number + 20 + chance.gauss(-7, 6), booking))
        for at, booking in sorted(comings, key=lambda each: each[0]):
            yield self.env.timeout(max(at - self.env.now, 0))
            self.bookings.remove(booking)
            self.take(booking.visit_type, due_at=booking.starts_at)

    def take(self, visit: VisitType, *, need: str = "", language: str = "", due_at: datetime | None = None) -> None:
        number = len(self.tickets) + 1
        ticket = Ticket(
            pk=number, number=number, visit_type=visit, people=1, language=language, need=need, due_at=due_at,
            source="kiosk", state="waiting", since=self.now, taken_at=self.now, day=self.now.date(),
        )  # fmt: skip
        self.tickets[number] = ticket
        situation, seed = self.situation(), self.number * 1000 + number
        found = forecast(situation, learned=self.world.learned, seed=seed)[number]
        if found.told:
            levels = levels_of(play_through(situation, seed=seed), number)
            self.told[number] = (found.told.p50, found.told.p90, self.env.now, levels)
        if self.world.chance.random() < 0.03:
            self.env.process(self.lose_patience(ticket))

    def lose_patience(self, ticket: Ticket) -> Iterator[Any]:
        yield self.env.timeout(self.world.chance.expovariate(1 / 25))
        if ticket.state == "waiting":
            ticket.state = "left"

    def desk(self, place: int) -> Iterator[Any]:
        _services, languages, begins, ends, pause = DESKS[place]
        yield self.env.timeout(begins)
        member = StaffMember(pk=place, languages=sorted(languages))
        self.open[place] = DeskSession(desk=Desk(pk=place, number=place), member=member, opened_at=self.now)
        has_paused = False
        while self.env.now < OPEN_MINUTES + 100:
            if self.env.now >= ends and (ends < OPEN_MINUTES or not self.waiting()):
                break
            if not has_paused and self.env.now >= pause:
                self.paused.add(place)
                has_paused = True
                yield self.env.timeout(PAUSE_MINUTES * self.world.chance.uniform(0.8, 1.3))
                self.paused.discard(place)
            ticket = self.next_for(place)
            if ticket is None:
                yield self.env.timeout(SECONDS_BETWEEN_LOOKS)
                continue
            yield self.env.timeout(self.call(ticket, place))
            ticket.state = "done"
            if ticket.ended_at is None:
                minutes = (self.now - ticket.called_at).total_seconds() / 60  # type: ignore[operator]
                kind = ticket.visit_type_id
                self.world.seen[kind] = self.world.seen[kind].with_visit(minutes)
        self.open.pop(place)

    def call(self, ticket: Ticket, place: int) -> float:
        """Call somebody; how long the desk is busy with it."""
        chance = self.world.chance
        ticket.state, ticket.called_at, ticket.desk_id = "at-desk", self.now, place
        given = self.told.get(ticket.pk)
        if given:
            p50, p90, since, levels = given
            waited = self.env.now - since
            said, hour = Told(p50, p90), hour_of(self.begin + timedelta(minutes=since))
            self.world.learned = after(self.world.learned, hour, said, waited)
            name = VISITS[ticket.visit_type_id][0]
            self.world.outcomes.append(Outcome(self.number, int(since // 60), name, p50, p90, waited, levels))
        if chance.random() < 0.04:
            ticket.ended_at = self.now
            return chance.uniform(1, 4)
        _, _, mean, sigma, _ = VISITS[ticket.visit_type_id]
        minutes = self.pace * mean * chance.lognormvariate(-sigma * sigma / 2, sigma)
        return minutes * (3 if chance.random() < 0.02 else 1)

    def waiting(self) -> list[Ticket]:
        return [each for each in self.tickets.values() if each.state == "waiting"]

    def open_desks(self) -> list[OpenDesk]:
        return [
            OpenDesk(place, frozenset(DESKS[place][0]), frozenset(DESKS[place][1]))
            for place in sorted(self.open)
            if place not in self.paused
        ]

    def next_for(self, place: int) -> Ticket | None:
        desks = self.open_desks()
        [own] = [desk for desk in desks if desk.key == place]
        order = in_order(own, map(as_waiting, self.waiting()), desks, now=self.now)
        return self.tickets[order[0].key] if order else None

    def situation(self) -> Situation:
        """What the product knows at this moment."""
        now = self.now
        return Situation(
            at=now,
            tickets=[each for each in self.tickets.values() if each.state in {"waiting", "at-desk"}],
            sessions=[self.open[place] for place in sorted(self.open)],
            desks=self.open_desks(),
            bookings=[each for each in self.bookings if now - EARLY < each.starts_at < now + LOOKED_AHEAD],
            experiences=dict(self.world.seen),
            shift_ends={
                place: self.begin + timedelta(minutes=DESKS[place][3])
                for place in self.open
                if DESKS[place][3] < OPEN_MINUTES
            },
        )


def levels_of(played: Played, number: int) -> tuple[float, ...]:
    """The minutes at each tenth of the distribution that was computed for a ticket."""
    [place] = [place for place, each in enumerate(played.line) if each.person.key == number]
    waits = sorted(float(each) for each in played.waits[:, place])
    return tuple(waits[round(len(waits) * tenth / 10) - 1] for tenth in range(1, 10))
