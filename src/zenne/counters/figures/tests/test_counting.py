"""Counting days: the same whenever it is done, and still there when what was counted is erased."""

from datetime import timedelta
from typing import Any

import pytest

from zenne.counters.appointments.models import Booking
from zenne.counters.figures.actions.count_days import count_days
from zenne.counters.figures.actions.measure_first_free import measure_first_free
from zenne.counters.figures.models import FirstFree, HourFigures, RoomDay
from zenne.counters.figures.rules.calibration import NOMINAL
from zenne.counters.figures.tests.builders import TODAY, counted, past_ticket
from zenne.counters.queue.models import DeskSession, Promise, Ticket
from zenne.counters.queue.tests.builders import Hall

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def rows() -> list[dict[str, Any]]:
    hours = [{**row, "id": 0} for row in HourFigures.objects.order_by("hour", "visit_type").values()]
    return hours + [{**row, "id": 0} for row in RoomDay.objects.values()]


def test_a_morning_through_the_real_actions_is_counted(hall: Hall) -> None:
    hall.open(hall.ada)
    hall.take()
    hall.take(hall.card)
    hall.later(6)
    first = hall.call(hall.ada)
    assert first is not None
    hall.later(4)
    [card, passport] = sorted(counted(hall), key=lambda row: row.visit_type.service.slug)
    assert (passport.walk_ins, passport.appointments, passport.waits, passport.helped) == (1, 0, [6], 0)
    assert (card.walk_ins, card.waits) == (1, [])
    assert (passport.told, passport.kept) == (1, Promise.objects.get(ticket=first).kept)
    room = RoomDay.objects.get()
    assert (room.waiting, room.desks) == ([2, 1], [1, 1])


def test_each_hour_has_its_own_row_on_the_clock_of_the_city(hall: Hall) -> None:
    past_ticket(hall, number=1, waited=5, clock="08:59")
    past_ticket(hall, number=2, waited=5, clock="09:00")
    hall.later(300)
    assert [row.hour for row in counted(hall)] == [9, 10]


def test_counted_twice_it_is_the_same(hall: Hall) -> None:
    for number in range(1, 8):
        past_ticket(hall, number=number, waited=4 * number)
    hall.later(300)
    counted(hall)
    once = rows()
    assert count_days(TODAY, TODAY, at=hall.now) == 1
    assert rows() == once


def test_figures_outlive_the_tickets_and_bookings_that_they_were_counted_from(hall: Hall) -> None:
    past_ticket(hall, number=1, waited=5)
    hall.later(300)
    counted(hall)
    before = rows()
    Ticket.objects.all().delete()
    DeskSession.objects.all().delete()
    assert rows() == before


def test_what_became_of_appointments_is_counted_on_their_day(hall: Hall) -> None:
    states = ("helped", "missed", "cancelled", "booked", "lapsed", "held")
    for number, state in enumerate(states):
        Booking.objects.create(
            visit_type=hall.passport, branch=hall.branch, state=state, starts_at=hall.now + HOUR,
            ends_at=hall.now + 2 * HOUR, created_at=hall.now - timedelta(days=3), kept_until=hall.now, moves=number % 2,
        )  # fmt: skip
    [row] = counted(hall)
    assert (row.hour, row.booked, row.moved, row.came, row.missed, row.cancelled, row.made) == (10, 4, 2, 1, 1, 1, 0)
    [earlier] = counted(hall, (hall.now - timedelta(days=3)).date())
    assert (earlier.made, earlier.booked) == (4, 0)


def test_the_parts_of_promises_that_held_are_counted(hall: Hall) -> None:
    for number, waited in enumerate((5, 15, 40), start=1):
        past_ticket(hall, number=number, waited=waited, p90=20)
    hall.later(300)
    counted(hall)
    room = RoomDay.objects.get()
    assert (room.told, room.held[0], room.held[NOMINAL.index(90)]) == (3, 1, 2)
    assert (room.called, room.p50, room.p90) == (3, 15, 40)


def test_counting_needs_the_same_number_of_queries_however_much_there_is(
    hall: Hall, django_assert_num_queries: Any
) -> None:
    past_ticket(hall, number=1, waited=5)
    hall.later(300)
    counted(hall)
    for number in range(2, 30):
        past_ticket(hall, number=number, waited=number)
    with django_assert_num_queries(12):
        count_days(TODAY, TODAY, at=hall.now)


def test_how_soon_something_is_free_is_measured_once_an_hour_and_first_of_the_day_stays(hall: Hall) -> None:
    assert measure_first_free(at=hall.now) == 2
    assert measure_first_free(at=hall.now) == 2
    measure_first_free(at=hall.now + HOUR)
    assert set(FirstFree.objects.values_list("hour", flat=True)) == {9, 10}
    assert RoomDay.objects.get().free_days == 91
    measure_first_free(at=hall.now + timedelta(days=4))
    assert set(FirstFree.objects.filter(day=TODAY).values_list("hour", flat=True)) == {9}


def test_measuring_does_not_take_away_what_was_counted_nor_the_other_way_round(hall: Hall) -> None:
    past_ticket(hall, number=1, waited=5)
    hall.later(300)
    counted(hall)
    measure_first_free(at=hall.now)
    counted(hall)
    room = RoomDay.objects.get()
    assert (room.called, room.free_days) == (1, 91)


@pytest.mark.parametrize("days", [0, 1, 40])
def test_days_on_which_nobody_came_leave_nothing(hall: Hall, days: int) -> None:
    assert count_days(TODAY - timedelta(days=days), TODAY, at=hall.now) == 0
    assert not HourFigures.objects.exists()
