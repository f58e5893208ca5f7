"""Desk workers book for others, and find, move and cancel what was booked."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from zenne.accounts.public import Person, RoleGrant
from zenne.core.audit.public import AuditRecord, address_key
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.tests.builders import assert_no_seat_is_lost_or_given_twice
from zenne.counters.capacity.models import Shift
from zenne.counters.queue.tests.builders import Hall, a_branch, open_all_day
from zenne.counters.queue.tests.test_pages import at_work, browser_of
from zenne.counters.rules.quanta import moment_of, step_of
from zenne.counters.rules.seats import run, written
from zenne.workforce.public import StaffMember

pytestmark = pytest.mark.django_db
START = "/en/staff/appointments/"
CONTACT = "ann@example.org"


@pytest.fixture
def hall() -> Hall:
    hall = open_all_day()
    first = step_of(timezone.now() + timedelta(hours=2))
    for number, key in enumerate(("ada", "ben")):
        Shift.objects.create(
            member=StaffMember.objects.get(key=key), desk=hall.desks[number], branch=hall.branch,
            starts_at=moment_of(first), ends_at=moment_of(first + 48), first_step=first,
            free=written(run(0, 48)), longest=48,
        )  # fmt: skip
    return hall


@pytest.fixture
def ada(hall: Hall) -> Client:
    return at_work(hall.ada)


def slots(browser: Client, **query: str) -> list[str]:
    page = browser.get(f"{START}times/", {"service": "passport", "people": "1", **query}).content.decode()
    return re.findall(r'name="slot" value="([^"]+)"', page)


def held(browser: Client, slot: str) -> str:
    """The address of the details of a time that is held."""
    return browser.post(f"{START}hold/", {"slot": slot})["Location"]


def booked(browser: Client, **details: str) -> Booking:
    path = held(browser, slots(browser)[0])
    before = set(Booking.objects.filter(state="booked").values_list("pk", flat=True))
    answer = browser.post(path, {"contact": "", "name": "", "language": "fr", **details})
    assert answer.status_code == 302
    return Booking.objects.filter(state="booked").exclude(pk__in=before).get()


def say_what_for(browser: Client) -> None:
    browser.post("/en/staff/purpose/", {"purpose": "answer", "task": "call 12"})


def test_somebody_without_address_is_booked_for_and_gets_a_slip_in_their_language(ada: Client) -> None:
    booking = booked(ada)
    page = ada.get(f"{START}{booking.uuid}/?booked").content.decode()
    assert booking.code in page
    assert "Print the slip, or say the code." in page
    slip = ada.get(f"{START}{booking.uuid}/slip/").content.decode()
    assert booking.code in slip
    assert "Votre rendez-vous" in slip
    assert '<svg class="z-qr"' in slip
    assert booking.booked_by.startswith("person:")
    assert_no_seat_is_lost_or_given_twice()


def test_somebody_with_an_address_gets_a_message_and_is_found_by_it_with_a_purpose(ada: Client) -> None:
    booking = booked(ada, contact=CONTACT)
    answer = ada.post(f"{START}contact/", {"contact": CONTACT.upper()})
    assert "/staff/purpose/" in answer["Location"]
    say_what_for(ada)
    page = ada.post(f"{START}contact/", {"contact": f" {CONTACT} "}, follow=True).content.decode()
    assert f"{START}{booking.uuid}/" in page
    looked = AuditRecord.objects.filter(action="counters.find-booking").latest("pk")
    assert (looked.purpose, looked.task, looked.thing) == ("answer", "call 12", f"booking:{booking.uuid}")
    assert looked.about == address_key(CONTACT)


def test_an_address_without_appointments_finds_nothing_and_wrong_ones_are_refused(ada: Client) -> None:
    say_what_for(ada)
    page = ada.post(f"{START}contact/", {"contact": "no@example.org"}, follow=True).content.decode()
    assert "Nobody has an appointment" in page
    for wrong in ("", "x", "\x00@example.org", "a@" + "b" * 10_000, "' OR 1=1 --"):
        assert ada.post(f"{START}contact/", {"contact": wrong}, follow=True).status_code == 422


def test_what_was_found_is_there_in_another_language_until_somebody_else_is_looked_for(ada: Client) -> None:
    booking = booked(ada, contact=CONTACT)
    say_what_for(ada)
    page = ada.post(f"{START}contact/", {"contact": CONTACT}, follow=True)
    assert CONTACT not in page.request["PATH_INFO"] + page.request["QUERY_STRING"]
    assert f"/nl/staff/appointments/{booking.uuid}/" in ada.get("/nl/staff/appointments/contact/").content.decode()
    ada.get(START)
    assert ada.get("/fr/staff/appointments/contact/")["Location"] == "/fr/staff/appointments/"


def test_a_code_finds_one_appointment_and_codes_of_nothing_are_counted(ada: Client) -> None:
    booking = booked(ada)
    code = {"code": booking.code.replace(" ", "").lower()}
    assert "/staff/purpose/" in ada.post(f"{START}code/", code)["Location"]
    say_what_for(ada)
    answer = ada.post(f"{START}code/", code)
    assert answer["Location"] == f"{START}{booking.uuid}/"
    statuses = [ada.post(f"{START}code/", {"code": f"{number:06}"}).status_code for number in range(65)]
    assert set(statuses) == {404, 429}
    assert statuses.index(429) == 60


def test_an_appointment_is_opened_for_a_purpose_which_is_written_down(ada: Client, hall: Hall) -> None:
    booking = booked(at_work(hall.ben), contact=CONTACT)
    opened = AuditRecord.objects.filter(action="counters.read-booking", thing=f"booking:{booking.uuid}")
    for path in ("", "slip/"):
        assert "/staff/purpose/" in ada.get(f"{START}{booking.uuid}/{path}")["Location"]
    assert not opened
    say_what_for(ada)
    assert CONTACT in ada.get(f"{START}{booking.uuid}/").content.decode()
    assert (opened.get().asker_key, opened.get().purpose, opened.get().task) == (hall.ada.key, "answer", "call 12")


def test_what_one_has_just_booked_is_read_back_without_saying_what_for_and_later_no_more(ada: Client) -> None:
    booking = booked(ada, contact=CONTACT)
    assert CONTACT in ada.get(f"{START}{booking.uuid}/").content.decode()
    Booking.objects.update(created_at=timezone.now() - timedelta(hours=1))
    assert "/staff/purpose/" in ada.get(f"{START}{booking.uuid}/")["Location"]


def test_an_appointment_is_moved_to_another_time_and_cancelled(ada: Client) -> None:
    booking = booked(ada)
    other = slots(ada, moving=booking.uuid.hex)[-1]
    answer = ada.post(f"{START}hold/", {"slot": other, "moving": booking.uuid.hex})
    assert answer["Location"] == f"{START}{booking.uuid}/"
    before = booking.starts_at
    booking.refresh_from_db()
    assert booking.starts_at > before
    ada.post(f"{START}{booking.uuid}/cancel/")
    booking.refresh_from_db()
    assert booking.state == "cancelled"
    assert ada.post(f"{START}{booking.uuid}/cancel/").status_code == 409
    assert ada.get(f"{START}{booking.uuid}/slip/").status_code == 404
    assert_no_seat_is_lost_or_given_twice()


def test_a_time_that_was_taken_meanwhile_leads_to_others(ada: Client, hall: Hall) -> None:
    first = slots(ada)[0]
    for _ in range(2):
        held(ada, first)
    answer = ada.post(f"{START}hold/", {"slot": first})
    assert answer.status_code == 409
    assert "Somebody else has just taken this time." in answer.content.decode()
    assert 'name="slot"' in answer.content.decode()


def test_rules_of_residents_hold_for_those_who_are_booked_for(ada: Client) -> None:
    booked(ada, contact=CONTACT)
    path = held(ada, slots(ada)[0])
    answer = ada.post(path, {"contact": CONTACT, "language": "fr"})
    assert answer.status_code == 409
    assert "You already have an appointment for this." in answer.content.decode()
    assert ada.post(path, {"contact": "no address", "language": "fr"}).status_code == 422
    assert ada.post(path, {"contact": "", "language": "tlh"}).status_code == 422


def test_forged_times_and_names_of_nothing_are_refused(ada: Client) -> None:
    for slot in ("", "x", "\x00", "1:2:3", "9" * 10_000):
        assert ada.post(f"{START}hold/", {"slot": slot}).status_code == 409
    nothing = "00000000-0000-4000-8000-000000000000"
    say_what_for(ada)
    for path in ("", "details/", "slip/"):
        assert ada.get(f"{START}{nothing}/{path}").status_code == 404
    assert ada.post(f"{START}{nothing}/cancel/").status_code == 404
    moved = ada.post(f"{START}hold/", {"slot": slots(ada)[0], "moving": nothing})
    assert moved.status_code == 404
    assert ada.get(f"{START}times/", {"service": "\x00", "day": "31/02/2026"}).status_code == 422


def test_who_may_not_book_for_others_sees_nothing_of_it(hall: Hall, ada: Client) -> None:
    booking = booked(ada)
    stranger = browser_of(Person.objects.create(name="Eve"))
    RoleGrant.objects.update_or_create(person=Person.objects.get(name="Eve"), defaults={"role": "partner"})
    for path in ("", "times/", f"{booking.uuid}/", f"{booking.uuid}/slip/"):
        assert stranger.get(START + path).status_code == 403
    for path in ("code/", "contact/", "hold/", f"{booking.uuid}/cancel/"):
        assert stranger.post(START + path, {"code": booking.code}).status_code == 403
    assert Client().get(START).status_code == 302


def test_free_times_are_those_of_all_branches(hall: Hall, ada: Client) -> None:
    a_branch("south")
    assert len(slots(ada)) > 10
    assert slots(ada, branch="centre")
