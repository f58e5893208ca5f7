"""A reminder the day before, once."""

import contextlib
import random
import re
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from tests.forking import forks

from zenne.catalogue.public import Requirement
from zenne.core.access.public import NOBODY
from zenne.core.outbox.public import Channel, Message
from zenne.counters.appointments.actions.cancel_booking import cancel_booking
from zenne.counters.appointments.actions.move_booking import move_booking
from zenne.counters.appointments.actions.send_reminders import send_reminders
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.tests.builders import MONDAY, NOW, City, at, make_city, text
from zenne.counters.appointments.tests.storming import PREPARE, Site
from zenne.counters.appointments.tokens import manage_token

pytestmark = pytest.mark.django_db
DAY_BEFORE = at("09:00", MONDAY - timedelta(days=1))


def reminders() -> list[Message]:
    return [letter for letter in Message.objects.order_by("created_at") if "reminder" in letter.kind]


def test_the_day_before_somebody_is_told_once_where_to_come_and_what_to_bring(city: City) -> None:
    city.shift()
    booked = city.booked("09:00", "ann@example.org")
    service = city.visit.service
    service.requirements = (Requirement("photo", text("A photograph of 35 by 45 millimetres")),)
    service.save()
    assert send_reminders(now=DAY_BEFORE - timedelta(minutes=1)) == 0
    assert send_reminders(now=DAY_BEFORE) == 1
    assert send_reminders(now=DAY_BEFORE) == 0
    [letter] = reminders()
    assert (letter.receiver, letter.wanted_language) == ("ann@example.org", "en")
    assert "Monday 7 December at 9:00" in letter.subject
    assert "Street 1, 1000 Brussels" in letter.text
    assert "A photograph of 35 by 45 millimetres" in letter.text
    for path in (f"/en/appointments/{manage_token(booked.uuid)}/", f"{manage_token(booked.uuid)}/cancel/"):
        assert path in letter.text


def test_it_is_in_the_language_in_which_we_write(city: City) -> None:
    city.shift()
    booked = city.booked("09:00", "ann@example.org")
    Booking.objects.filter(pk=booked.pk).update(mail_language="fr")
    send_reminders(now=DAY_BEFORE)
    [letter] = reminders()
    assert letter.wanted_language == "fr"
    assert "lundi 7 décembre" in letter.subject
    assert "/fr/appointments/" in letter.text


def test_whoever_gave_a_number_gets_a_text_message(city: City) -> None:
    city.shift()
    booked = city.booked("09:00", "+32470123456")
    send_reminders(now=DAY_BEFORE)
    [letter] = reminders()
    assert (letter.channel, letter.receiver) == (Channel.SMS, "+32470123456")
    assert f"/en/appointments/{manage_token(booked.uuid)}/" in letter.text
    assert "7 December 2037 at 9:00" in letter.text


@pytest.mark.parametrize("since", [DAY_BEFORE, DAY_BEFORE + timedelta(hours=3)])
def test_whoever_booked_less_than_a_day_before_gets_none(city: City, since: datetime) -> None:
    city.shift()
    city.booked("09:00", now=since)
    assert send_reminders(now=since + timedelta(hours=1)) == 0
    assert not reminders()


def test_what_is_cancelled_is_not_reminded_of(city: City) -> None:
    city.shift()
    booked = city.booked("09:00")
    cancel_booking(asker=NOBODY, booking=booked.uuid, token=manage_token(booked.uuid), now=NOW)
    assert send_reminders(now=DAY_BEFORE) == 0


def test_what_is_moved_is_reminded_of_the_day_before_its_new_time(city: City) -> None:
    city.shift()
    city.shift(day=MONDAY + timedelta(days=2))
    booked = city.booked("09:00")
    send_reminders(now=DAY_BEFORE)
    held = city.hold("10:00", day=MONDAY + timedelta(days=2), now=DAY_BEFORE)
    token = manage_token(booked.uuid)
    move_booking(asker=NOBODY, booking=booked.uuid, token=token, to=manage_token(held.uuid), now=DAY_BEFORE)
    assert send_reminders(now=at("09:00")) == 0
    assert send_reminders(now=at("10:00", MONDAY + timedelta(days=1))) == 1
    assert len(reminders()) == 2


def test_a_worker_that_dies_before_the_end_has_sent_nothing_and_the_next_one_does(city: City) -> None:
    city.shift()
    city.booked("09:00")
    with contextlib.suppress(KeyboardInterrupt), transaction.atomic():
        assert send_reminders(now=DAY_BEFORE) == 1
        raise KeyboardInterrupt
    assert not reminders()
    assert send_reminders(now=DAY_BEFORE) == 1


BUILD = """
from zenne.counters.appointments.tests.builders import at
city = make_city()
for _ in range(4):
    city.shift(begin="09:00", end="12:00")
for number in range(40):
    city.booked(f"{9 + number // 16:02}:{number // 4 % 4 * 15:02}")
"""
SEND = """
from datetime import timedelta
from zenne.counters.appointments.actions.send_reminders import send_reminders
from zenne.counters.appointments.tests.builders import MONDAY, at
print(send_reminders(now=at("16:00", MONDAY - timedelta(days=1))))
"""
COUNT = """
from zenne.core.outbox.public import Message
print(Message.objects.filter(kind="appointments/mail/reminder.html").count())
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_workers_beside_each_other_and_killed_ones_remind_everybody_once(tmp_path: Path) -> None:
    with forks(Site(tmp_path).variables, beside=tmp_path) as started:
        assert started.run(PREPARE + BUILD).returncode == 0
        workers = [started.start(PREPARE + SEND) for _ in range(3)]
        time.sleep(random.uniform(0, 0.5))  # noqa: S311 - any moment
        workers[0].kill()
        for worker in workers[1:]:
            worker.wait()
        assert started.run(PREPARE + SEND).returncode == 0
        assert started.run(PREPARE + COUNT).stdout.strip() == "40"


def test_a_link_of_a_reminder_leads_straight_to_other_times_and_one_button_moves() -> None:
    city, day = make_city(hours="24/7"), timezone.localdate() + timedelta(days=3)
    city.shift(day=day)
    booked = city.booked("09:00", "ann@example.org", day=day, now=timezone.now())
    send_reminders(now=booked.starts_at - timedelta(hours=1))
    [letter] = reminders()
    [address] = re.findall(r"/en/appointments/slots/\S+moving=[^\s>]+", letter.text)

    page = Client().get(address)

    other = next(offered for each in page.context["days"] for _, times in each.branches for offered in times)
    Client().post("/en/appointments/hold/", {"slot": other.token, "moving": manage_token(booked.uuid)})
    booked.refresh_from_db()
    assert booked.starts_at == other.slot.starts_at != at("09:00", day)


def test_the_link_of_a_reminder_cancels_with_one_button_and_not_by_itself() -> None:
    city, day = make_city(hours="24/7"), timezone.localdate() + timedelta(days=3)
    city.shift(day=day)
    booked = city.booked("09:00", day=day, now=timezone.now())
    path, client = f"/en/appointments/{manage_token(booked.uuid)}/cancel/", Client()
    page = client.get(path).content.decode()
    assert "Yes, cancel it" in page
    booked.refresh_from_db()
    assert booked.state == Booking.State.BOOKED
    client.head(path)
    booked.refresh_from_db()
    assert booked.state == Booking.State.BOOKED, "a program that checks links has changed nothing"
    assert client.post(path).status_code == 302
    booked.refresh_from_db()
    assert booked.state == Booking.State.CANCELLED
    assert client.get(path).status_code == 302
    assert client.post(path).status_code == 410
    assert client.get(f"/en/appointments/{'x' * 10_000}/cancel/").status_code == 404
