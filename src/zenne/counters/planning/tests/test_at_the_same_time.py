"""Somebody changes a shift while somebody else books in it, and two people plan the same desk."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import time, timedelta
from functools import partial

import pytest
from django.db import connection

from zenne.core.content.public import current_version
from zenne.counters.appointments.errors import SlotTaken
from zenne.counters.appointments.models import Claim
from zenne.counters.appointments.tests.builders import (
    MONDAY,
    NOW,
    PLANNER,
    City,
    assert_no_seat_is_lost_or_given_twice,
    make_city,
)
from zenne.counters.capacity.errors import ShiftRefused
from zenne.counters.capacity.models import Shift
from zenne.counters.planning.actions.change_shift import change_shift
from zenne.counters.planning.actions.plan_shifts import ShiftWish
from zenne.counters.planning.tests.builders import a_desk, plan, wish

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
ROUNDS = 6


def in_a_thread(do: Callable[[], object]) -> str:
    """What became of it."""
    try:
        do()
    except ShiftRefused as refused:
        return refused.code
    except SlotTaken:
        return "taken"
    finally:
        connection.close()
    return "done"


def at_once(*wishes: Callable[[], object]) -> list[str]:
    with ThreadPoolExecutor(len(wishes)) as threads:
        return list(threads.map(in_a_thread, wishes))


def changing(shift: Shift, wanted: ShiftWish, version: str) -> Callable[[], object]:
    return partial(change_shift, asker=PLANNER, shift=shift, wish=wanted, now=NOW, version=version)


@pytest.fixture
def city() -> City:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    return make_city(hours="Mo-Su 09:00-17:00")


def test_a_seat_is_booked_with_whoever_is_there_in_the_end(city: City) -> None:
    version = current_version()
    for number in range(ROUNDS):
        day = MONDAY + timedelta(days=number)
        wanted = wish(city, day=day)
        [shift] = plan(wanted).shifts
        other = replace(wanted, member=city.member(city.branch))

        became = at_once(changing(shift, other, version), partial(city.hold, "09:00", day=day))

        assert became in (["done", "done"], ["done", "taken"], ["is-booked", "done"])
        assert_no_seat_is_lost_or_given_twice()
        there = set(Shift.objects.filter(starts_at__date=day).values_list("member_id", flat=True))
        assert set(Claim.objects.filter(booking__starts_at__date=day).values_list("member_id", flat=True)) <= there


def test_a_desk_is_given_to_one_of_two_who_plan_it_at_once(city: City) -> None:
    desk = a_desk(city)
    for number in range(ROUNDS):
        day = MONDAY + timedelta(days=number)
        early = wish(city, desk=desk, day=day, begin=time(9), end=time(12))
        late = wish(city, desk=desk, day=day, begin=time(11), end=time(15))

        became = at_once(partial(plan, early), partial(plan, late))

        assert sorted(became) in (["desk-is-taken", "done"], ["done", "planned-meanwhile"])
        assert Shift.objects.filter(starts_at__date=day).count() == 1
