"""Days that are over, for tests of figures."""

from datetime import UTC, date, datetime, time, timedelta

from zenne.counters.capacity.models import Desk, VisitType
from zenne.counters.figures.actions.count_days import count_days
from zenne.counters.figures.models import HourFigures
from zenne.counters.queue.models import Promise, Ticket
from zenne.counters.queue.tests.builders import Hall

MONDAY = date(2026, 11, 2)
"""Of a week that is over on the morning of the tests of the queue."""
TODAY = date(2026, 11, 24)


def figures(hall: Hall, visit: VisitType, *, day: date = MONDAY, hour: int = 9, tickets: int, **more: float) -> None:
    """One hour in which so many people came, who all waited for ten minutes."""
    HourFigures.objects.create(
        branch=hall.branch, visit_type=visit, day=day, hour=hour, walk_ins=tickets, waits=[10] * tickets, told=tickets,
        kept=tickets, **more,
    )  # fmt: skip


def past_ticket(hall: Hall, *, number: int, waited: int, clock: str = "09:00", p90: int = 20) -> Ticket:
    """Somebody who was helped."""
    taken = datetime.combine(TODAY, time.fromisoformat(clock), UTC)
    called = taken + timedelta(minutes=waited)
    ticket = Ticket.objects.create(
        branch=hall.branch, day=TODAY, number=number, visit_type=hall.passport, source="kiosk", state=Ticket.State.DONE,
        since=taken, taken_at=taken, called_at=called, ended_at=called + timedelta(minutes=8),
        desk=Desk.objects.filter(branch=hall.branch).first(),
    )  # fmt: skip
    Promise.objects.create(ticket=ticket, at=taken, p50=p90 // 2, p90=p90, raw=p90, kept=waited <= p90, known_at=called)
    return ticket


def counted(hall: Hall, day: date = TODAY) -> list[HourFigures]:
    """The figures of a day, counted now."""
    count_days(day, day, at=hall.now)
    return list(HourFigures.objects.filter(day=day).order_by("hour"))
