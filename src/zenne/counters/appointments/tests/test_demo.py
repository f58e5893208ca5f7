"""The counters of a demonstration: staff, shifts and appointments that obey the same rules as real ones."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from zenne.accounts.public import DEMO_IDENTITIES, demo_person
from zenne.catalogue.public import Branch, load_city, service_by_slug
from zenne.core.content.public import current_version
from zenne.counters.appointments.actions.fill_demo import fill_demo
from zenne.counters.appointments.errors import NoDemonstration
from zenne.counters.appointments.models import Booking, Claim
from zenne.counters.appointments.slots import Wanted, search
from zenne.counters.appointments.tests.builders import NOW, assert_no_seat_is_lost_or_given_twice
from zenne.counters.capacity.models import Shift, VisitType
from zenne.workforce.public import StaffMember

BRUSSELS = Path(__file__).parents[5] / "cities" / "brussels"
DAY = timedelta(days=1)
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """Brussels with its counters, once for all tests: each gives back what it changed, and this the rest."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_city(BRUSSELS)
        with override_settings(DEMO=True):
            shifts = fill_demo(now=NOW)
        yield shifts
        transaction.set_rollback(True)


@pytest.fixture
def filled(made: int, db: None, settings: Settings) -> int:
    """How many shifts there are in a demonstration."""
    settings.DEMO = True
    return made


def plan() -> set[object]:
    """Who is where when, and what is booked there for what; without the numbers of rows."""
    shifts = Shift.objects.values_list("member__key", "desk__number", "starts_at", "ends_at", "free", "longest")
    bookings = Booking.objects.values_list("shift__member__key", "starts_at", "ends_at", "visit_type__service__slug")
    return {*shifts, *bookings}


def empty_the_counters() -> None:
    for model in (Claim, Booking, Shift, StaffMember):
        model.objects.all().delete()


def test_every_branch_has_staff_and_every_seat_is_accounted_for(filled: int) -> None:
    assert 50 <= StaffMember.objects.count() <= 70
    assert set(StaffMember.objects.values_list("branch", flat=True)) == set(Branch.objects.values_list("pk", flat=True))
    assert filled == Shift.objects.count() > 1000
    booked = Shift.objects.filter(bookings__isnull=False).distinct().count()
    assert filled / 4 < booked < filled / 2
    assert_no_seat_is_lost_or_given_twice()
    assert set(Booking.objects.values_list("name", "contact", "contact_key", "person")) == {("", "", "", None)}


def test_a_second_start_adds_nothing_and_a_later_one_only_the_days_that_are_missing(filled: int) -> None:
    before = plan()
    assert fill_demo(now=NOW) == 0
    assert plan() == before
    assert 0 < fill_demo(now=NOW + 3 * DAY) < filled / 5
    assert before < plan()
    assert_no_seat_is_lost_or_given_twice()


def test_it_is_the_same_whenever_it_is_made_on_a_day(filled: int) -> None:
    before = plan()
    empty_the_counters()
    fill_demo(now=NOW + timedelta(hours=5))
    assert plan() == before


def test_shifts_lie_within_opening_hours_and_some_last_until_the_evening(filled: int) -> None:
    centre = Shift.objects.filter(branch__slug="centre")
    clocks = {(each.starts_at.strftime("%a %H:%M"), each.ends_at.strftime("%a %H:%M")) for each in centre}
    assert ("Thu 10:00", "Thu 18:00") in clocks, "11:00 to 19:00 in Brussels"
    assert not [each for each in clocks if each[0].startswith(("Sat", "Sun"))]


def test_a_service_that_is_booked_has_free_times_in_english_at_several_branches(filled: int) -> None:
    service = service_by_slug(current_version(), "passport")
    assert service is not None
    visit = VisitType.objects.get(service=service, step="apply")
    found = search(Wanted(visit, language="en"), version=current_version(), now=NOW)
    assert len(found.slots) == 20
    assert len([first for first in found.firsts if first.slot]) >= 5


def test_the_demo_desk_worker_is_one_of_the_staff_and_stays_it(filled: int) -> None:
    identity = DEMO_IDENTITIES["desk-worker"]
    for _again in range(2):
        member = StaffMember.objects.get(person__isnull=False)
        assert (member.person and member.person.uuid, member.name) == (identity.uuid, identity.name)
        assert member.branch.slug == "centre"
        assert demo_person(identity) == member.person
        fill_demo(now=NOW + DAY)


def test_a_desk_worker_who_chose_a_branch_before_stays_there(filled: int) -> None:
    empty_the_counters()
    person, louise = demo_person(DEMO_IDENTITIES["desk-worker"]), Branch.objects.get(slug="louise")
    chosen = StaffMember.objects.create(key="demo-1", name=person.name, person=person, branch=louise)
    fill_demo(now=NOW)
    assert StaffMember.objects.get(person__isnull=False) == chosen


def test_nothing_is_invented_outside_a_demonstration(made: int, db: None) -> None:
    empty_the_counters()
    with pytest.raises(NoDemonstration):
        fill_demo(now=NOW)
    with pytest.raises(CommandError, match="no demonstration"):
        call_command("demo")
    assert not StaffMember.objects.exists()
