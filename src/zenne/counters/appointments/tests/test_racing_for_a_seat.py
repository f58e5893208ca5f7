"""Programs that want one freed seat at the same moment: whoever wished for it gets it, and only one."""

import subprocess
import sys
from pathlib import Path

import pytest

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
import sys
from zenne.core.access.public import NOBODY
from zenne.counters.appointments.errors import AppointmentError
from zenne.counters.appointments.models import Offer
from zenne.counters.appointments.tests.builders import MONDAY, NOW
from zenne.counters.appointments.tokens import Choice, manage_token, offer_token
print("ready", flush=True)
sys.stdin.readline()
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
for _ in range(15):
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
print(Offer.objects.filter(booking__starts_at__lt="2026-12-08").count())
"""


def at_once(site: Site, *programs: str) -> list[int]:
    """What the programs print that begin at the same moment; 0 for one that prints nothing."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", PREPARE + START + program],
            env=site.variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for program in programs
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=120)[0] for process in started]
    assert all(process.returncode == 0 for process in started), said
    return [int(text or 0) for text in said]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_seat_that_is_given_up_goes_to_whoever_wished_and_is_taken_once(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.run(BUILD.format(rounds=ROUNDS))
    _, grabbed, other = at_once(site, GIVE_UP, GRAB, GRAB)
    assert (grabbed, other) == (0, 0), "nobody gets between giving up and offering"
    assert int(site.run(TELL)) == ROUNDS
    taken = at_once(site, *[TAKE.format(rounds=ROUNDS)] * 3)
    assert sum(taken) == ROUNDS, taken
    site.run(TELL)
