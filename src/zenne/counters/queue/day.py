"""The day of a waiting room: pictures, and what became of what was promised."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from zenne.catalogue.public import Branch
from zenne.core.access.public import Asker, needs
from zenne.counters.queue.models import Promise, Ticket
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.queries import number_of
from zenne.counters.queue.rooms import day_of
from zenne.counters.queue.rules.pictures import Bar, Stay, bars, breath, points

WIDTH, HEIGHT = 720, 120
STEP_MINUTES = 10
SHORTEST = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Breath:
    """How many waited at a moment."""

    at: datetime
    waiting: int


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at a desk."""

    number: str
    begin: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True)
class DeskDay:
    """What happened at a desk, and its row in the picture."""

    desk: int
    y: int
    visits: list[Visit]
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class Day:
    """A day in pictures and tables. ``line``: the points of the queue; ``told`` and ``kept``: promises."""

    begin: datetime | None
    end: datetime
    line: str
    breath: list[Breath]
    desks: list[DeskDay]
    told: int
    kept: int

    @property
    def most(self) -> int:
        return max((each.waiting for each in self.breath), default=0)

    @property
    def share(self) -> int:
        """How many of a hundred promises held."""
        return round(100 * self.kept / self.told) if self.told else 0

    @property
    def height_of_desks(self) -> int:
        return 28 * len(self.desks)


@needs(SERVE)
def day_so_far(*, asker: Asker, branch: Branch, at: datetime) -> Day:
    """What happened today until ``at``. Two queries."""
    tickets = list(Ticket.objects.filter(branch=branch, day=day_of(at)).select_related("desk"))
    promises = Promise.objects.filter(ticket__branch=branch, ticket__day=day_of(at), kept__isnull=False)
    outcomes = list(promises.values_list("kept", flat=True))
    begin = min((each.taken_at for each in tickets), default=None)
    if begin is None:
        return Day(None, at, "", [], [], len(outcomes), sum(map(bool, outcomes)))
    end = max(at, begin + SHORTEST)
    length = (end - begin).total_seconds() / 60
    counts = breath([waited(each, begin) for each in tickets], length=length, step=STEP_MINUTES)
    return Day(
        begin=begin,
        end=end,
        line=points(counts, width=WIDTH, height=HEIGHT),
        breath=[Breath(begin + timedelta(minutes=STEP_MINUTES * n), count) for n, count in enumerate(counts)],
        desks=desks_of(tickets, begin=begin, length=length),
        told=len(outcomes),
        kept=sum(map(bool, outcomes)),
    )


def waited(ticket: Ticket, begin: datetime) -> Stay:
    return stay(ticket.taken_at, ticket.called_at or ticket.ended_at, begin)


def stay(first: datetime, last: datetime | None, begin: datetime) -> Stay:
    return Stay((first - begin).total_seconds() / 60, (last - begin).total_seconds() / 60 if last else None)


def desks_of(tickets: list[Ticket], *, begin: datetime, length: float) -> list[DeskDay]:
    by_desk: dict[int, list[Ticket]] = defaultdict(list)
    for ticket in sorted(tickets, key=lambda each: each.called_at or begin):
        if ticket.desk is not None and ticket.called_at is not None:
            by_desk[ticket.desk.number].append(ticket)
    return [
        DeskDay(
            desk=desk,
            y=28 * place,
            visits=[Visit(number_of(each), each.called_at, each.ended_at) for each in held if each.called_at],
            bars=bars(
                (stay(each.called_at, each.ended_at, begin) for each in held if each.called_at),
                length=length,
                width=WIDTH,
            ),
        )
        for place, (desk, held) in enumerate(sorted(by_desk.items()))
    ]
