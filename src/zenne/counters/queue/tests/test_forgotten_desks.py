"""Desks that somebody left open."""

from datetime import timedelta

import pytest

from zenne.core.audit.public import AuditRecord
from zenne.counters.queue.actions.close_forgotten_desks import close_forgotten_desks
from zenne.counters.queue.models import DeskSession, Ticket
from zenne.counters.queue.queries import public_room
from zenne.counters.queue.tests.builders import Hall

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    return Hall()


def at(hall: Hall, hour: int, minute: int = 0, *, days: int = 0) -> None:
    hall.now = hall.now.replace(hour=hour - 1, minute=minute) + timedelta(days=days)


def test_a_desk_is_closed_two_hours_after_its_branch(hall: Hall) -> None:
    hall.open(hall.ada)
    for hour, minute in ((12, 0), (16, 30), (17, 55)):
        at(hall, hour, minute)
        assert close_forgotten_desks(now=hall.now) == 0
    at(hall, 18, 10)
    assert close_forgotten_desks(now=hall.now) == 1
    assert close_forgotten_desks(now=hall.now) == 0
    assert AuditRecord.objects.filter(action="counters.close-desk", asker_kind="system").count() == 1


def test_a_desk_with_somebody_at_it_stays_until_the_next_day(hall: Hall) -> None:
    hall.open(hall.ada)
    hall.take()
    hall.call(hall.ada)
    at(hall, 19)
    assert close_forgotten_desks(now=hall.now) == 0
    at(hall, 1, days=1)
    assert close_forgotten_desks(now=hall.now) == 1
    assert DeskSession.objects.get().closed_at == hall.now
    assert Ticket.objects.get().state == Ticket.State.LEFT


def test_a_desk_that_is_opened_before_the_doors_stays_open(hall: Hall) -> None:
    at(hall, 7)
    hall.open(hall.ada)
    at(hall, 7, 30)
    assert close_forgotten_desks(now=hall.now) == 0


def test_a_desk_of_yesterday_is_open_to_nobody_and_can_be_opened_by_everybody(hall: Hall) -> None:
    hall.open(hall.ada, 0)
    at(hall, 9, days=1)
    assert public_room(hall.branch, hall.now).desks_open == 0
    hall.open(hall.ben, 0)
    assert public_room(hall.branch, hall.now).desks_open == 1


def test_a_desk_of_yesterday_can_be_opened_after_somebody_took_a_ticket_today(hall: Hall) -> None:
    hall.open(hall.ada, 0)
    at(hall, 9, days=1)
    hall.take()
    hall.open(hall.ada, 1)
    assert DeskSession.objects.filter(closed_at=None).get().desk == hall.desks[1]
