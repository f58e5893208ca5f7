"""What a room says about waiting, and what it costs to know."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from zenne.counters.appointments.models import Booking
from zenne.counters.queue.forecast import forecast, forecast_now
from zenne.counters.queue.models import Room, Ticket
from zenne.counters.queue.queries import public_room
from zenne.counters.queue.situation import situation_at
from zenne.counters.queue.tests.builders import Hall, a_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    return Hall()


def test_the_longer_the_line_the_longer_it_takes(hall: Hall) -> None:
    hall.open(hall.ada)
    tickets = [hall.take() for _ in range(5)]
    found = forecast(situation_at(hall.branch.pk, hall.now), learned={}, seed=1)

    assert [found[each.pk].ahead for each in tickets] == [0, 1, 2, 3, 4]
    upper = [told.p90 for each in tickets if (told := found[each.pk].told)]
    assert len(upper) == 5
    assert upper == sorted(upper)
    assert upper[4] > upper[0] + 10


def test_who_may_be_called_before_others_is_told_so(hall: Hall) -> None:
    hall.open(hall.ada)
    passports = [hall.take(hall.passport) for _ in range(3)]
    card = hall.take(hall.card)
    alone = forecast(situation_at(hall.branch.pk, hall.now), learned={}, seed=1)
    hall.open(a_member(hall.branch, "cas", [hall.card]), 1)
    together = forecast(situation_at(hall.branch.pk, hall.now), learned={}, seed=1)

    assert (alone[card.pk].ahead, alone[card.pk].may_overtake) == (3, False)
    assert (together[card.pk].ahead, together[card.pk].may_overtake) == (3, True)
    assert not any(found[each.pk].may_overtake for each in passports for found in (alone, together))


def test_another_open_desk_makes_it_shorter(hall: Hall) -> None:
    hall.open(hall.ada, 0)
    last = [hall.take() for _ in range(6)][-1]
    alone = forecast(situation_at(hall.branch.pk, hall.now), learned={}, seed=1)[last.pk].told
    hall.open(hall.ben, 1)
    together = forecast(situation_at(hall.branch.pk, hall.now), learned={}, seed=1)[last.pk].told

    assert alone
    assert together
    assert together.p50 < alone.p50


def test_appointments_that_are_still_to_come_are_counted_in(hall: Hall) -> None:
    hall.open(hall.ada)
    last = [hall.take() for _ in range(4)][-1]
    before = forecast(situation_at(hall.branch.pk, hall.now), learned={}, seed=1)[last.pk].told
    for minutes in (10, 15, 20):
        starts = hall.now + timedelta(minutes=minutes)
        Booking.objects.create(
            visit_type=hall.passport, branch=hall.branch, starts_at=starts, ends_at=starts + timedelta(minutes=10),
            language="nl", state=Booking.State.BOOKED,
        )  # fmt: skip
    after = forecast(situation_at(hall.branch.pk, hall.now), learned={}, seed=1)[last.pk].told

    assert before
    assert after
    assert after.p90 > before.p90


def test_nothing_is_said_when_no_open_desk_can_help(hall: Hall) -> None:
    ticket = hall.take()
    assert forecast(situation_at(hall.branch.pk, hall.now), learned={}, seed=1)[ticket.pk].told is None


@pytest.mark.parametrize("people", [2, 20])
def test_a_room_is_read_in_as_many_questions_however_full_it_is(
    hall: Hall, people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hall.open(hall.ada)
    for _ in range(people):
        hall.take(source="home" if people % 2 else "kiosk")
    hall.call(hall.ada)
    situation_at(hall.branch.pk, hall.now)  # the calendar is known from here on
    with django_assert_num_queries(8):
        situation_at(hall.branch.pk, hall.now)
    with django_assert_num_queries(6):
        public_room(hall.branch, hall.now)


def test_a_forecast_is_made_once_for_each_state_of_the_room(
    hall: Hall, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hall.open(hall.ada)
    ticket = hall.take()
    room = Room.objects.get(branch=hall.branch)
    first = forecast_now(room, hall.now)
    with django_assert_num_queries(0):
        assert forecast_now(room, hall.now) is first
    hall.take()
    assert forecast_now(Room.objects.get(branch=hall.branch), hall.now) is not first
    assert Ticket.objects.get(pk=ticket.pk).pk in first
