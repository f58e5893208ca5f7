"""A branch that takes people without an appointment only at some of its hours. It is nine o'clock on a Tuesday."""

from datetime import timedelta

import pytest
from django.test import Client

from zenne.core.access.public import NOBODY
from zenne.core.content.public import announce_change
from zenne.counters.capacity.actions.write_counter_hours import BranchHours, write_counter_hours
from zenne.counters.queue.actions.take_ticket import Wanted, take_ticket
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.opening import walk_ins_at
from zenne.counters.queue.tests.builders import Hall, open_all_day
from zenne.counters.queue.tests.test_actions import a_booking
from zenne.counters.queue.tests.test_pages import KIOSK

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    hall = Hall()
    only(passport="Tu 10:00-12:00,14:00-15:00")
    return hall


def only(**services: str) -> None:
    write_counter_hours({"centre": BranchHours({}, {slug: {"walk_in": hours} for slug, hours in services.items()})})
    announce_change()


def test_a_ticket_without_an_appointment_is_taken_only_in_these_hours(hall: Hall) -> None:
    with pytest.raises(QueueRefused) as refused:
        hall.take()
    assert refused.value.code == "walk-in-at-other-times"
    assert hall.take(hall.card)

    hall.later(60)
    assert hall.take()


def test_whoever_has_an_appointment_comes_then(hall: Hall) -> None:
    booking = a_booking(hall)
    wanted = Wanted(hall.passport, booking.people, booking=booking)

    assert take_ticket(asker=NOBODY, branch=hall.branch, wanted=wanted, source="appointment", at=hall.now)


def test_what_comes_later_today_is_told_with_its_hours(hall: Hall) -> None:
    found = walk_ins_at(hall.branch, hall.now)

    assert found.now == [hall.card]
    assert [(each.name, [f"{begin:%H:%M}-{end:%H:%M}" for begin, end in each.later]) for each in found.others] == [
        ("Passport", ["10:00-12:00", "14:00-15:00"])
    ]
    assert walk_ins_at(hall.branch, hall.now + timedelta(hours=6, minutes=30)).others[0].later == ()


def test_the_kiosk_offers_what_it_gives_a_ticket_for_and_says_what_needs_an_appointment_now() -> None:
    hall = open_all_day()
    only(passport="2020 Mo-Su 00:00-24:00")

    page = Client().get(KIOSK).content.decode()
    answer = Client().post(KIOSK, {"visit": hall.passport.pk, "people": "1"})

    assert f'name="visit" value="{hall.card.pk}"' in page
    assert f'name="visit" value="{hall.passport.pk}"' not in page
    assert "Passport: today only with an appointment." in page
    assert answer.status_code == 409
    assert "At this hour you need an appointment for this." in answer.content.decode()
