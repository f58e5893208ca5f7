"""Times that are held, and given to nobody else."""

import contextlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from zenne.core.access.public import NOBODY
from zenne.counters.appointments.actions.hold_slot import hold_slot
from zenne.counters.appointments.errors import SlotRefused, SlotTaken, TooOften
from zenne.counters.appointments.models import Booking, Claim
from zenne.counters.appointments.tests.builders import (
    MONDAY,
    NOW,
    City,
    at,
    clocks,
    make_city,
    make_service,
)
from zenne.counters.appointments.tokens import Choice, chosen_slot, slot_token
from zenne.counters.capacity.models import Shift
from zenne.workforce.public import Competence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_seat_is_accounted_for")]


def test_a_held_time_is_nobody_elses_for_ten_minutes(city: City) -> None:
    city.shift()

    held = city.hold("09:30")

    assert held.state == Booking.State.HELD
    assert held.kept_until == NOW + timedelta(minutes=10)
    assert (held.starts_at, held.ends_at) == (at("09:30"), at("09:45"))
    assert "09:30" not in clocks(city)
    assert (held.name, held.contact, held.contact_key, held.person) == ("", "", "", None)


def test_a_time_that_two_can_give_can_be_held_twice_and_no_third_time(city: City) -> None:
    city.shift()
    city.shift()
    city.hold("09:00")
    city.hold("09:00")

    with pytest.raises(SlotTaken) as refusal:
        city.hold("09:00")

    assert [f"{slot.starts_at:%H:%M}" for slot in refusal.value.nearest[:2]] == ["09:15", "09:30"]


def test_other_branches_are_among_the_nearest_times() -> None:
    city = make_city(branches=2, hours="Mo 09:00-09:15")
    for branch in city.branches:
        city.shift(branch)
    city.hold("09:00")

    with pytest.raises(SlotTaken) as refusal:
        city.hold("09:00")

    assert [slot.branch.slug for slot in refusal.value.nearest] == ["laeken"]


def test_whoever_is_least_needed_for_other_things_helps(city: City) -> None:
    speaks_much = city.shift(languages=["nl", "fr", "en", "ar"])
    has_device = city.shift(equipment=["biometrics"])
    knows_much = city.shift()
    Competence.objects.create(member=knows_much.member, service=make_service("marriage"))
    simple = city.shift()

    chosen = [city.hold("09:00").shift for _ in range(4)]

    assert chosen == [simple, speaks_much, knows_much, has_device]


def test_whoever_speaks_the_language_helps(city: City) -> None:
    city.shift(languages=["nl"])
    arabic = city.shift(languages=["nl", "fr", "ar"])

    assert city.hold("09:00", language="ar").shift == arabic
    with pytest.raises(SlotTaken):
        city.hold("09:00", language="ar")


def test_a_hold_that_lapsed_is_free_for_whoever_wants_that_time(city: City) -> None:
    city.shift()
    first = city.hold("09:00")
    later = NOW + timedelta(minutes=10)

    second = city.hold("09:00", now=later)

    first.refresh_from_db()
    assert first.state == Booking.State.LAPSED
    assert second.shift is not None


def test_a_hold_that_has_not_lapsed_is_kept(city: City) -> None:
    city.shift()
    city.hold("09:00")

    with pytest.raises(SlotTaken):
        city.hold("09:00", now=NOW + timedelta(minutes=9, seconds=59))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"people": 0}, "too-many-people"),
        ({"people": 2}, "too-many-people"),
        ({"step": 12}, "too-late"),
        ({"step": 10**9}, "unknown-slot"),
        ({"branch": 10**9}, "unknown-slot"),
        ({"visit_type": 10**9}, "not-by-appointment"),
    ],
)
def test_a_time_that_makes_no_sense_is_refused(city: City, change: dict[str, int], code: str) -> None:
    city.shift()
    choice = city.choice("09:00")
    parts = {name: getattr(choice, name) for name in Choice.__slots__} | change

    with pytest.raises(SlotRefused, match=code):
        hold_slot(asker=NOBODY, choice=Choice(**parts), counted_as="x", now=NOW)


def test_a_time_outside_opening_hours_is_refused(city: City) -> None:
    city.shift(begin="08:00")

    for clock in ("08:00", "08:50"):
        with pytest.raises(SlotRefused, match="closed-then"):
            city.hold(clock)


def test_a_thousand_holds_from_one_address_are_refused(city: City) -> None:
    city.shift()
    choice = city.choice("09:00")
    hold_slot(asker=NOBODY, choice=choice, counted_as="address:x", now=NOW)

    tries = 1
    with contextlib.suppress(TooOften):
        while tries < 1000:
            with contextlib.suppress(SlotTaken):
                hold_slot(asker=NOBODY, choice=choice, counted_as="address:x", now=NOW)
            tries += 1

    assert tries == 30

    assert hold_slot(asker=NOBODY, choice=city.choice("10:00"), counted_as="address:y", now=NOW)


@pytest.mark.parametrize("token", ["", "x", "\0", "é", "a:b:c", "x" * 10_000, "eyJ9:1:2"])
def test_a_token_that_we_did_not_make_is_no_time(token: str) -> None:
    with pytest.raises(SlotRefused, match="unknown-slot"):
        chosen_slot(token)


def test_a_token_says_again_what_was_chosen(city: City) -> None:
    choice = city.choice("09:00", people=3, language="en")

    assert chosen_slot(slot_token(choice)) == choice


def test_the_database_itself_gives_no_step_twice(city: City) -> None:
    city.shift()
    held = city.hold("09:00")
    claim = Claim.objects.first()
    assert claim is not None

    for other in ({"member": city.member(city.branch)}, {"desk": city.shift(day=MONDAY).desk}):
        same = {"booking": held, "member": claim.member, "desk": claim.desk, "step": claim.step} | other
        with pytest.raises(IntegrityError), transaction.atomic():
            Claim.objects.create(**same)


def test_a_shift_that_says_free_what_is_claimed_is_passed_over(city: City) -> None:
    broken = city.shift()
    held = city.hold("09:00")
    right = Shift.objects.get(pk=broken.pk).free
    Shift.objects.filter(pk=broken.pk).update(free="f" * 24, longest=96)

    with pytest.raises(SlotTaken):
        city.hold("09:00")

    Shift.objects.filter(pk=broken.pk).update(free=right, longest=93)
    assert held.claims.count() == 3
