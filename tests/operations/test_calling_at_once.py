"""Desks that call at the same time, in processes of their own, on the database of the tests."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operations.installation import Installation, installation
from zenne.counters.queue.rules.attendance import MEMORY

pytestmark = pytest.mark.slow
TICKETS, DESKS = 40, 4
PREPARE = f"""
from zenne.counters.queue.tests.builders import *
from zenne.counters.capacity.models import Desk
branch = a_branch(desks={DESKS}, hours="24/7")
visit = a_visit("passport", branch)
now = timezone.now()
for number, desk in enumerate(Desk.objects.filter(branch=branch)):
    asker = a_member(branch, f"m{{number}}", [visit])
    open_desk(asker=asker, desk=desk, at=now)
    print(asker.key)
for _ in range({TICKETS}):
    take_ticket(asker=NOBODY, branch=branch, wanted=Wanted(visit), source="kiosk", at=now)
"""
DESK = """
import json
from uuid import uuid4
from django.utils import timezone
from zenne.core.access.public import Asker, AskerKind, Assurance
from zenne.counters.queue.actions.call_next import call_next
from zenne.counters.queue.actions.finish import finish
asker = Asker(AskerKind.PERSON, {key!r}, permissions=frozenset({{"counters.serve"}}), assurance=Assurance.HIGH)
while True:
    wish = uuid4().hex
    answers = [call_next(asker=asker, key=wish, at=timezone.now()) for _ in range(2)]
    if answers[0] is None:
        break
    print(json.dumps([each.number for each in answers]), flush=True)
    finish(asker=asker, ticket=answers[0], at=timezone.now())
"""
TAKE = """
from django.utils import timezone
from zenne.catalogue.public import Branch
from zenne.core.access.public import NOBODY
from zenne.counters.capacity.models import VisitType
from zenne.counters.queue.actions.take_ticket import Wanted, take_ticket
branch, visit = Branch.objects.get(), VisitType.objects.select_related("service").get()
for _ in range(10):
    taken = take_ticket(asker=NOBODY, branch=branch, wanted=Wanted(visit), source="kiosk", at=timezone.now())
    print(taken.number, flush=True)
"""


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path / "city", ZENNE_LOG_LEVEL="WARNING") as made:
        yield made


def answers(said: str) -> list[list[int]]:
    return [json.loads(line) for line in said.splitlines()]


def test_nobody_is_called_by_two_desks_and_nobody_twice_by_one(city: Installation) -> None:
    keys = city.told(PREPARE).splitlines()
    desks = [city.start(DESK.format(key=key)) for key in keys]
    assert [desk.wait() for desk in desks] == [0] * DESKS, [desk.complained for desk in desks]

    heard = [answer for desk in desks for answer in answers(desk.said)]
    assert all(first == again for first, again in heard)
    assert Counter(first for first, _ in heard) == Counter(range(1, TICKETS + 1))


def test_a_desk_that_dies_at_any_moment_leaves_everybody_with_one_ticket_and_one_place(city: Installation) -> None:
    keys = city.told(PREPARE).splitlines()
    doomed, *others = (city.start(DESK.format(key=key)) for key in keys)
    end = time.monotonic() + 30
    while not doomed.said and time.monotonic() < end:
        time.sleep(0.02)
    doomed.kill()
    assert [desk.wait() for desk in others] == [0] * (DESKS - 1)

    # Whoever was at the desk of the dead process still is; going on there, nobody is lost.
    going_on = DESK.replace("while True:", FINISH_WHO_IS_THERE + "while True:")
    assert city.run(going_on.format(key=keys[0])).returncode == 0
    state = "SELECT count(*), count(DISTINCT number) FROM queue_ticket WHERE state = 'done'"
    assert city.sql(state) == (TICKETS, TICKETS)
    calls = "SELECT count(*) FROM queue_movement WHERE what = 'called'"
    assert city.sql(calls) == (TICKETS,)


FINISH_WHO_IS_THERE = """
from zenne.counters.queue.models import Ticket
for left in Ticket.objects.filter(state="called"):
    finish(asker=asker, ticket=left, at=timezone.now())
"""


def test_people_who_take_tickets_at_once_get_different_numbers(city: Installation) -> None:
    city.told(PREPARE)
    takers = [city.start(TAKE) for _ in range(3)]
    assert [taker.wait() for taker in takers] == [0] * 3, [taker.complained for taker in takers]
    numbers = [int(line) for taker in takers for line in taker.said.splitlines()]
    assert sorted(numbers) == list(range(TICKETS + 1, TICKETS + 31))


APPOINTMENTS = f"""
from zenne.counters.queue.tests.builders import *
from zenne.counters.appointments.models import Booking
from zenne.counters.capacity.models import Desk
branch = a_branch(desks={DESKS}, hours="24/7")
visit = a_visit("passport", branch)
now = timezone.now()
for number, desk in enumerate(Desk.objects.filter(branch=branch)):
    asker = a_member(branch, f"m{{number}}", [visit])
    open_desk(asker=asker, desk=desk, at=now)
    print(asker.key)
Booking.objects.bulk_create(
    Booking(visit_type=visit, branch=branch, starts_at=now, ends_at=now + timedelta(minutes=10), state="booked")
    for _ in range({TICKETS})
)
"""
ARRIVE = """
from django.utils import timezone
from zenne.catalogue.public import Branch
from zenne.core.access.public import NOBODY
from zenne.counters.appointments.models import Booking
from zenne.counters.queue.actions.arrive import arrive
branch = Branch.objects.get()
for booking in Booking.objects.select_related("visit_type__service"):
    ticket = arrive(asker=NOBODY, branch=branch, booking=booking, at=timezone.now())
    print(ticket.number, flush=True)
"""


def test_an_appointment_named_at_two_kiosks_at_once_is_one_ticket_and_ends_once(city: Installation) -> None:
    keys = city.told(APPOINTMENTS).splitlines()
    kiosks = [city.start(ARRIVE) for _ in range(3)]
    assert [kiosk.wait() for kiosk in kiosks] == [0] * 3, [kiosk.complained for kiosk in kiosks]
    assert len({tuple(kiosk.said.split()) for kiosk in kiosks}) == 1
    desks = [city.start(DESK.format(key=key)) for key in keys]
    assert [desk.wait() for desk in desks] == [0] * DESKS, [desk.complained for desk in desks]

    assert city.sql("SELECT count(*), count(DISTINCT booking_id) FROM queue_ticket") == (TICKETS, TICKETS)
    assert city.sql("SELECT count(*), min(state) FROM appointments_booking WHERE state = 'helped'") == (
        TICKETS,
        "helped",
    )
    assert city.sql("SELECT count(*), round(sum(came)) FROM queue_attendance") == (1, round(seen_of(TICKETS)))


def seen_of(many: int) -> float:
    """What so many appointments are after those before them were forgotten a little."""
    return (1 - MEMORY**many) / (1 - MEMORY)
