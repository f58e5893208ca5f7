"""The pages on which residents book, without JavaScript."""

import html
import re
from datetime import timedelta
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from zenne.accounts.public import Person, Proof, sign_in
from zenne.catalogue.public import Appointment, Branch, Channel, ChannelKind, Offering
from zenne.core.access.public import Assurance
from zenne.core.content.public import announce_change
from zenne.core.languages.public import Translated
from zenne.core.outbox.public import Message
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.tests.builders import (
    City,
    assert_no_seat_is_lost_or_given_twice,
    make_branch,
    make_city,
)
from zenne.counters.appointments.tokens import confirm_token, manage_token
from zenne.counters.capacity.models import VisitType

pytestmark = pytest.mark.django_db
SLOT = re.compile(r'name="slot" value="([^"]+)"')


@pytest.fixture
def city() -> City:
    """A desk in three days."""
    city = make_city(branches=2, hours="Mo-Su 09:00-17:00; PH 09:00-17:00", most_people=4)
    city.shift(day=timezone.localdate() + timedelta(days=3), begin="09:00", end="11:00")
    return city


def slots(query: str = "", language: str = "en") -> tuple[int, str]:
    answer = Client().get(f"/{language}/appointments/slots/?service=passport{query}")
    return answer.status_code, answer.content.decode()


def hold(client: Client, number: int = 0, **more: str) -> str:
    """Press the button of a time; where that leads."""
    token = SLOT.findall(slots()[1])[number]
    answer = client.post("/en/appointments/hold/", {"slot": token, **more})
    assert answer.status_code == 302, answer.content
    return str(answer.headers["Location"])


def test_a_resident_books_in_three_steps(city: City) -> None:
    client = Client()
    first = client.get("/en/appointments/?service=passport")
    assert '<option value="passport" selected>' in first.content.decode()

    details = hold(client)
    assert "minutes more" in client.get(details).content.decode()
    answer = client.post(details, {"contact": "ann@example.org"})
    page = client.get(answer.headers["Location"]).content.decode()
    assert "we sent a link to ann@example.org" in page

    booking = Booking.objects.get()
    link = f"/en/appointments/confirm/{confirm_token(booking.uuid)}/"
    assert link in Message.objects.get().text
    assert "Yes, I come" in client.get(link).content.decode()
    assert Booking.objects.get().state == Booking.State.ASKED, "only looking confirms nothing"
    page = client.get(client.post(link).headers["Location"]).content.decode()
    assert "Your appointment is confirmed." in page
    assert_no_seat_is_lost_or_given_twice()


def signed_in(person: Person) -> Client:
    """A browser of somebody who proved with a card who they are."""
    request, browser = HttpRequest(), Client()
    request.session = browser.session
    sign_in(request, person=person, proof=Proof(Assurance.HIGH, "card", second_factor=True))
    request.session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
    return browser


def submitted(page: str) -> str:
    """The address that the button of the search leads to, as a browser without JavaScript makes it."""
    boxes = re.findall(r'<select[^>]* name="(\w+)"(.*?)</select>', page, re.DOTALL)
    chosen = [(name, value) for name, box in boxes for value in re.findall(r'value="([^"]*)" selected', box)]
    checked = re.findall(r'name="(\w+)" type="radio" value="(\w+)" checked', page)
    return "/en/appointments/slots/?" + urlencode([*chosen, *checked])


def test_branches_that_are_too_far_from_the_street_are_left_out(city: City) -> None:
    far = make_branch("faraway", latitude=51.2, hours="24/7")
    Branch.objects.filter(pk=far.pk).update(postcode="9000")
    Offering.objects.create(service=city.visit.service, branch=far)
    city.shift(far, day=timezone.localdate() + timedelta(days=7))
    announce_change()

    found = {within: slots(f"&street=1000&within={within}") for within in ("", "3000", "7")}

    assert ["Faraway" in found[within][1] for within in ("", "3000")] == [True, False]
    assert "Centre" in found["3000"][1]
    assert found["7"][0] == 422


@pytest.mark.parametrize("is_in_two_steps", [False, True])
def test_from_the_page_of_a_service_to_the_free_times_nothing_is_refused(city: City, is_in_two_steps: bool) -> None:
    service = city.visit.service
    service.channels = (Channel(ChannelKind.COUNTER, Translated(), appointment=Appointment.REQUIRED, minutes=10),)
    service.save()
    Offering.objects.get_or_create(service=service, branch=city.branch)
    if is_in_two_steps:
        VisitType.objects.update(step=VisitType.Step.APPLY)
    announce_change()
    client = Client()

    page = client.get("/en/services/passport/").content.decode()
    links = {html.unescape(link) for link in re.findall(r'href="(/en/appointments/\?[^"]+)"', page)}

    assert {"/en/appointments/?service=passport", "/en/appointments/?service=passport&branch=centre"} <= links
    assert "tel:" not in page.split('id="where"')[1].split("</section>")[0]
    for link in links:
        address = submitted(client.get(link).content.decode())
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "Free times: Passport" in answer.content.decode()


def test_a_step_says_nothing_of_a_service_that_has_none(city: City) -> None:
    assert slots("&step=apply")[0] == 200


def test_whoever_chose_a_service_in_two_steps_themselves_is_asked_for_which(city: City) -> None:
    VisitType.objects.update(step=VisitType.Step.APPLY)

    status, page = slots()

    assert status == 422
    assert "Say whether you come to apply or to collect." in page


def test_a_link_to_a_service_that_cannot_be_booked_says_so_at_the_field(city: City) -> None:
    answer = Client().get("/en/appointments/?service=zzz")

    assert answer.status_code == 404
    assert "For this you cannot make an appointment." in answer.content.decode()


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_each_step_exists_in_each_language(city: City, language: str) -> None:
    words = {"nl": "Vrije momenten", "fr": "Moments libres", "de": "Freie Zeiten", "en": "Free times"}

    status, page = slots(language=language)

    assert status == 200
    assert words[language] in page
    assert f'<html lang="{language}"' in page


def test_beside_the_times_stands_the_first_of_each_branch(city: City) -> None:
    _, page = slots()

    assert "nothing free" in page
    assert "branch=centre" in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("&branch=x", "There is no such branch."),
        ("&people=9", "so many people cannot come at once"),
        ("&people=many", "Write a number of people."),
        ("&day=tomorrow", "Write a date"),
        ("&street=nowhere", "This city has no street with this name."),
        ("&order=nearest", "Write your street"),
        ("&within=3000", "Write your street"),
    ],
)
def test_a_mistake_stands_at_its_field_and_the_rest_is_kept(city: City, query: str, sentence: str) -> None:
    status, page = slots(query + "&language=fr")

    assert status == 422
    assert sentence in page
    assert '<option value="fr" selected>' in page
    assert '<option value="passport" selected>' in page


def test_without_a_service_the_page_asks_for_one(city: City) -> None:
    answer = Client().get("/en/appointments/slots/")

    assert answer.status_code == 422
    assert "Choose what you come for." in answer.content.decode()


def test_a_time_that_is_taken_leads_to_those_that_come_nearest(city: City) -> None:
    token = SLOT.findall(slots()[1])[0]
    Client().post("/en/appointments/hold/", {"slot": token})

    answer = Client().post("/en/appointments/hold/", {"slot": token})

    assert answer.status_code == 409
    assert "Somebody else has just taken this time." in answer.content.decode()
    assert len(SLOT.findall(answer.content.decode())) == 6


def test_a_wrong_contact_is_said_at_its_field(city: City) -> None:
    client = Client()
    details = hold(client)

    for typed, sentence in (("ann", "This is no e-mail address"), ("", "Write your e-mail address")):
        answer = client.post(details, {"contact": typed})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()


def test_an_appointment_is_moved_and_cancelled_by_its_link(city: City) -> None:
    booked = city.booked("09:00", day=timezone.localdate() + timedelta(days=3), now=timezone.now())
    token, client = manage_token(booked.uuid), Client()
    page = client.get(f"/en/appointments/{token}/").content.decode()
    assert f"moving={quote(token)}" in page.replace("&amp;", "&")

    moved = hold(client, 2, moving=token)
    assert moved == f"/en/appointments/{token}/"
    booked.refresh_from_db()
    assert booked.moves == 1

    client.post(f"/en/appointments/{token}/cancel/")
    assert "This appointment is cancelled." in client.get(moved).content.decode()
    again = client.post(f"/en/appointments/{token}/cancel/")
    assert (again.status_code, "is cancelled" in again.content.decode()) == (410, True)
    assert_no_seat_is_lost_or_given_twice()


def test_a_link_used_twice_shows_the_appointment(city: City) -> None:
    booked = city.booked("09:00", day=timezone.localdate() + timedelta(days=3), now=timezone.now())
    link = f"/en/appointments/confirm/{confirm_token(booked.uuid)}/"

    assert Client().get(link).status_code == 302
    answer = Client().post(link)
    assert answer.status_code == 409
    assert "confirmed already" in answer.content.decode()


def test_the_calendar_file_says_when_and_where(city: City) -> None:
    booked = city.booked("09:00", day=timezone.localdate() + timedelta(days=3), now=timezone.now())

    answer = Client().get(f"/en/appointments/{manage_token(booked.uuid)}/calendar.ics")

    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert event.decoded("dtstart") == booked.starts_at
    assert event.decoded("dtend") == booked.ends_at
    assert str(booked.uuid) in str(event["uid"])


@pytest.mark.parametrize("token", ["x", "%00", "a:b", "0" * 32 + ":x", "x" * 2000, "é"])
def test_a_link_that_we_did_not_make_leads_nowhere(city: City, token: str) -> None:
    for path in ("", "cancel/", "calendar.ics"):
        answer = Client().get(f"/en/appointments/{token}/{path}", follow=True)
        assert answer.status_code == 404
    assert Client().post(f"/en/appointments/{token}/cancel/").status_code == 404
    assert Client().post("/en/appointments/hold/", {"slot": token, "moving": token}).status_code == 410
    assert Client().get(f"/en/appointments/details/{token}/").status_code == 404
    assert Client().get(f"/en/appointments/confirm/{token}/").status_code == 404


def test_a_page_with_a_secret_in_its_address_is_kept_nowhere(city: City) -> None:
    held = city.hold("09:00", day=timezone.localdate() + timedelta(days=3), now=timezone.now())

    for path in (f"details/{manage_token(held.uuid)}/", f"{manage_token(held.uuid)}/"):
        answer = Client().get(f"/en/appointments/{path}")
        assert "no-store" in answer.headers["Cache-Control"]


def test_the_page_of_a_branch_leads_to_an_appointment_there(city: City) -> None:
    announce_change()

    page = Client().get("/en/branches/centre/").content.decode()

    assert 'href="/en/appointments/?branch=centre"' in page


def test_who_is_signed_in_sees_the_own_appointments_that_are_to_come(city: City) -> None:
    person, other = Person.objects.create(name="Rita"), Person.objects.create(name="Otto")
    client = Client()
    client.get(details := hold(client))
    client.post(details, {"contact": "rita@example.org"})
    Booking.objects.update(person=person.uuid)

    own, none = (signed_in(each).get("/en/appointments/mine/").content.decode() for each in (person, other))

    assert f"/en/appointments/{manage_token(Booking.objects.get().uuid)}/" in own
    assert "Not confirmed yet" in own
    assert "You have no appointment" in none
    assert "/en/appointments/mine/" in signed_in(person).get("/en/my/").content.decode()
    assert Client().get("/en/appointments/mine/").status_code == 302
