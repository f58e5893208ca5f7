"""A branch that closes by exception is closed for everybody, until it opens again."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from zenne.catalogue.public import Branch, CityLoaded, branches_now
from zenne.core.audit.public import AuditRecord
from zenne.core.content.public import current_version
from zenne.core.events.public import announce
from zenne.counters.appointments.errors import SlotRefused
from zenne.counters.appointments.tests.builders import (
    MONDAY,
    NOW,
    PLANNER,
    City,
    assert_no_seat_is_lost_or_given_twice,
    at,
    clocks,
    make_city,
)
from zenne.counters.capacity.models import Closure, Shift
from zenne.counters.planning.actions.reopen_branch import Reopened, reopen_branch
from zenne.counters.planning.tests.builders import close_for, do_the_work, next_monday, team_browser

pytestmark = pytest.mark.django_db
NOON = at("12:00")


@pytest.fixture
def city(db: None) -> Iterator[City]:
    """One branch: where it is closed, there is no other."""
    yield make_city()
    assert_no_seat_is_lost_or_given_twice()


def close(city: City, now: datetime = NOON) -> Closure:
    close_for(city, now=now)
    return Closure.objects.get()


def is_open(branch: Branch, clock: str) -> bool:
    branch.refresh_from_db()
    [now], _ = branches_now([branch], version=current_version(), at=at(clock))
    return now.is_open


def test_it_is_open_until_that_minute_and_closed_from_then_on_and_open_the_next_day(city: City) -> None:
    close(city, NOON + timedelta(minutes=7, seconds=30))

    assert is_open(city.branch, "12:06")
    assert not is_open(city.branch, "12:07")
    [tuesday], _ = branches_now([city.branch], version=current_version(), at=at("10:00", MONDAY + timedelta(days=1)))
    assert tuesday.is_open


def test_nothing_can_be_found_or_held_there_even_when_somebody_is_planned_after(city: City) -> None:
    close(city, NOW)
    city.shift()

    assert clocks(city) == []
    with pytest.raises(SlotRefused):
        city.hold("09:00")


def test_a_city_folder_that_is_loaded_opens_nothing(city: City) -> None:
    close(city)
    with transaction.atomic():
        Branch.objects.update(hours="Mo-Fr 08:00-20:00")
        announce(CityLoaded(0, 1, 0))

    assert is_open(city.branch, "08:30")
    assert not is_open(city.branch, "19:00")


def test_a_service_with_hours_of_its_own_is_closed_too() -> None:
    city = make_city(service_hours="Mo 09:00-20:00")
    city.shift(end="20:00")
    close(city, NOW)

    assert clocks(city) == []


def test_opening_again_undoes_it_and_plans_colleagues_as_they_were(city: City) -> None:
    shift = city.shift()
    booking = city.booked("15:00", "ann@example.org")
    closure = close(city, at("09:58"))
    assert not is_open(city.branch, "11:00")

    assert reopen_branch(asker=PLANNER, closure=closure, now=at("10:58")) == Reopened(planned=1)

    assert is_open(city.branch, "11:00")
    city.branch.refresh_from_db()
    assert city.branch.hours == "Mo-Fr 09:00-17:00"
    again = Shift.objects.get(withdrawn_at=None)
    assert (again.member, again.desk) == (shift.member, shift.desk)
    assert (again.starts_at, again.ends_at) == (at("11:00"), at("17:00"))
    do_the_work(shift)
    booking.refresh_from_db()
    assert (booking.shift, booking.starts_at) == (again, at("15:00")), "who had no other time yet has the own one"
    assert reopen_branch(asker=PLANNER, closure=closure, now=NOON) is None
    actions = set(AuditRecord.objects.values_list("action", flat=True))
    assert {"counters.close-branch", "counters.reopen-branch"} <= actions


def test_whoever_is_planned_elsewhere_meanwhile_stays_there(city: City) -> None:
    shift = city.shift()
    closure = close(city, NOW)
    city.shift(member=shift.member)

    assert reopen_branch(asker=PLANNER, closure=closure, now=NOW) == Reopened(refused=1)


def test_the_page_closes_a_day_on_which_nobody_is_planned_and_opens_it_again(city: City) -> None:
    browser, day = team_browser(), next_monday()
    address = "/en/staff/planning/centre/close/"
    assert browser.post(address, {"day": day.isoformat()}).status_code == 302
    closure = Closure.objects.get()
    page = browser.get(f"{address}?day={day}").content.decode()
    assert "Closed by exception" in page
    assert "Close the branch at this time" not in page

    for strange in ("", "x", "99999999999999999999", str(closure.pk + 1)):
        assert browser.post(address, {"do": "reopen", "closure": strange}).status_code == 404
    assert Client().post(address, {"do": "reopen", "closure": str(closure.pk)}).status_code != 200
    assert Closure.objects.filter(reopened_at=None).exists()
    assert browser.post(address, {"do": "reopen", "closure": str(closure.pk)}).status_code == 302
    assert not Closure.objects.filter(reopened_at=None).exists()


def test_the_api_and_the_kiosk_say_closed_and_give_no_tickets(city: City) -> None:
    browser, today = Client(), timezone.localdate()
    Branch.objects.update(hours="24/7")
    close_for(city, day=today, now=timezone.now())

    assert browser.get("/api/v1/branches/centre/open").json()["open"] is False
    assert "closed" in browser.get("/en/branches/centre/kiosk/").content.decode()
    refused = browser.post("/api/v1/branches/centre/tickets", {"service": "passport"}, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (409, "closed")
