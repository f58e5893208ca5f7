"""Programs that want one freed seat at the same moment: whoever wished for it gets it, and only one."""

import time
from pathlib import Path

import pytest
from tests.forking import Forks, forks

from zenne.counters.appointments.tests.storming import PREPARE, Site

ROUNDS = 12
BUILD = """
from zenne.counters.appointments.tests.builders import MONDAY
city = make_city()
friday = MONDAY + timedelta(days=4)
city.shift(begin="09:00", end="12:00")
city.shift(day=friday)
for number in range({rounds}):
    city.booked(f"{{9 + number // 4:02}}:{{number % 4 * 15:02}}", f"early-{{number}}@example.org")
for number in range({rounds}):
    own = city.booked(f"{{9 + number // 4:02}}:{{number % 4 * 15:02}}", f"late-{{number}}@example.org", day=friday)
    city.wish(own)
"""
START = """
import time
from pathlib import Path
from zenne.core.access.public import NOBODY
from zenne.counters.appointments.errors import AppointmentError
from zenne.counters.appointments.models import Offer
from zenne.counters.appointments.tests.builders import MONDAY, NOW
from zenne.counters.appointments.tokens import Choice, manage_token, offer_token
print("ready", flush=True)
while not Path("{go}").exists():
    time.sleep(0.002)
"""
GIVE_UP = """
from zenne.counters.appointments.actions.cancel_booking import cancel_booking
for booking in Booking.objects.filter(contact__startswith="early").order_by("starts_at"):
    cancel_booking(asker=NOBODY, booking=booking.uuid, token=manage_token(booking.uuid), now=NOW)
"""
GRAB = """
from zenne.counters.appointments.actions.hold_slot import hold_slot
from zenne.counters.capacity.models import VisitType
from zenne.counters.rules.quanta import step_of
got = 0
early = list(Booking.objects.filter(starts_at__date=MONDAY).order_by("starts_at"))
for _ in range(5):
    for booking in early:
        choice = Choice(booking.visit_type_id, booking.branch_id, step_of(booking.starts_at), 1, "")
        try:
            hold_slot(asker=NOBODY, choice=choice, counted_as=f"{_}-{booking.pk}", now=NOW)
            got += 1
        except AppointmentError:
            pass
print(got)
"""
TAKE = """
from zenne.counters.appointments.actions.take_offer import take_offer
got = 0
for offer in Offer.objects.order_by("pk")[:{rounds}]:
    try:
        take_offer(asker=NOBODY, token=offer_token(offer.uuid), now=NOW)
        got += 1
    except AppointmentError:
        pass
print(got)
"""
TELL = """
from zenne.counters.appointments.models import Offer
assert_no_seat_is_lost_or_given_twice()
print(Offer.objects.filter(booking__starts_at__lt="2037-12-08").count())
"""


def at_once(started: Forks, go: Path, *programs: str) -> list[int]:
    """What the programs print that begin at the same moment; 0 for one that prints nothing."""
    children = [started.start(PREPARE + START.format(go=go) + program) for program in programs]
    while not all(child.said.startswith("ready\n") for child in children):
        time.sleep(0.02)
    go.touch()
    assert [child.wait() for child in children] == [0] * len(programs), [child.complained for child in children]
    return [int(child.said.removeprefix("ready\n") or 0) for child in children]


def told(started: Forks, program: str) -> str:
    done = started.run(PREPARE + program)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_seat_that_is_given_up_goes_to_whoever_wished_and_is_taken_once(tmp_path: Path) -> None:
    with forks(Site(tmp_path).variables, beside=tmp_path) as started:
        told(started, BUILD.format(rounds=ROUNDS))
        _, grabbed, other = at_once(started, tmp_path / "give-up", GIVE_UP, GRAB, GRAB)
        assert (grabbed, other) == (0, 0), "nobody gets between giving up and offering"
        assert int(told(started, TELL)) == ROUNDS
        taken = at_once(started, tmp_path / "take", *[TAKE.format(rounds=ROUNDS)] * 3)
        assert sum(taken) == ROUNDS, taken
        told(started, TELL)
