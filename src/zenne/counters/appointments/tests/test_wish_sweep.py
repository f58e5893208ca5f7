"""The sweep that looks for free times for everybody who wished for one."""

from datetime import time

import pytest
from pytest_django import DjangoAssertNumQueries

from zenne.counters.appointments.actions.offer_free_seats import offer_free_seats
from zenne.counters.appointments.models import Offer, Wish
from zenne.counters.appointments.tests.builders import NOW, City

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_seat_is_accounted_for")]


@pytest.mark.parametrize("people", [2, 12])
def test_the_sweep_asks_the_database_as_often_for_many_wishes_as_for_few(
    city: City, people: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    city.shift(begin="09:00", end="12:00")
    city.shift(begin="13:00", end="14:00")
    for number in range(people):
        city.ask_wish(f"who-{number}@example.org", before=time(8, 30))
    Wish.objects.update(state=Wish.State.OPEN)
    offer_free_seats(now=NOW)

    with django_assert_max_num_queries(11):
        assert offer_free_seats(now=NOW) == 0


def test_whoever_comes_later_in_turn_is_offered_what_is_left(city: City) -> None:
    for number in range(3):
        city.ask_wish(f"who-{number}@example.org", after=time(9), before=time(9, 30))
    Wish.objects.update(state=Wish.State.OPEN)
    city.shift(end="09:30")

    assert offer_free_seats(now=NOW) == 2

    offered = Offer.objects.order_by("wish").values_list("wish__contact", "booking__starts_at__minute")
    assert list(offered) == [("who-0@example.org", 0), ("who-1@example.org", 15)]
