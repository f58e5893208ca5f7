"""What somebody asked for by an address, without signing in, is theirs once they prove the address, and not before."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.test import Client

from tests.access.test_nothing_left import erase, rows_with
from zenne.accounts.models import Person
from zenne.accounts.tests.builders import a_person, at_work, signed_in
from zenne.accounts.tests.test_links import ask
from zenne.core.access.public import NOBODY
from zenne.core.outbox.public import Message
from zenne.counters.appointments.actions.confirm_wish import confirm_wish
from zenne.counters.appointments.models import Booking, Wish
from zenne.counters.appointments.tests.builders import City, make_city
from zenne.counters.appointments.tokens import confirm_token, confirm_wish_token
from zenne.counters.queue.models import Ticket

pytestmark = pytest.mark.django_db
OPENED = "Opened an appointment"
ADDRESS, STRANGER = "quirina.zandvoort@example.org", "stranger@example.org"


@pytest.fixture
def city() -> City:
    city = make_city()
    city.shift()
    return city


def asks_for_everything(city: City) -> Booking:
    """An appointment, a wish and a time that is not confirmed, in another way of writing the address."""
    booked = city.booked("09:00", ADDRESS)
    confirm_wish(asker=NOBODY, token=confirm_wish_token(city.ask_wish(ADDRESS).uuid), now=booked.created_at)
    city.ask(city.hold("10:00"), ADDRESS.title())
    return booked


def by_link(address: str = ADDRESS) -> Client:
    browser = Client()
    browser.post(ask(browser, email=address))
    return browser


def copy_of(browser: Client) -> str:
    return unpacked(browser.post("/en/my/data/copy/"), "data.json")


def unpacked(answer: Any, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as archive:
        return archive.read(name).decode()


def opened_by(worker: Person, booking: Booking) -> None:
    assert at_work(worker).get(f"/en/staff/appointments/{booking.uuid}/").status_code == 200


def test_nothing_of_it_is_left_after_an_erasure(city: City) -> None:
    booking = asks_for_everything(city)
    browser = by_link()
    person = Person.objects.get()
    opened_by(a_person("Jo", roles=("desk-worker",)), booking)
    kept = erase(browser)
    assert rows_with(ADDRESS, str(person.uuid), person.uuid.hex) <= kept | {"accounts_signinlink"}


def test_nothing_is_left_either_of_what_was_asked_for_while_signed_in_elsewhere(city: City) -> None:
    browser = by_link()
    person = Person.objects.get()
    asks_for_everything(city)
    kept = erase(browser)
    assert rows_with(ADDRESS, str(person.uuid), person.uuid.hex) <= kept | {"accounts_signinlink"}


def test_it_is_in_the_copy_with_all_messages(city: City) -> None:
    asks_for_everything(city)
    texts = copy_of(by_link())
    assert texts.count('"visit_type"') == Booking.objects.count() + Wish.objects.count() == 3
    assert texts.count('"receiver"') == Message.objects.count() > 4


def test_the_page_of_the_copy_has_names_where_the_database_has_codes(city: City) -> None:
    booking = asks_for_everything(city)
    Booking.objects.update(language="nl")
    Wish.objects.update(branches=["centre"], language="ar")
    Ticket.objects.create(
        branch=city.branch, number=1, visit_type=city.visit, booking=booking, language="nl", need="old-age",
        day=booking.starts_at.date(), taken_at=booking.created_at, since=booking.created_at,
    )  # fmt: skip
    opened_by(a_person("Jo", roles=("desk-worker",)), booking)
    page = unpacked(by_link().post("/en/my/data/copy/"), "data.html")
    for code in ("1:whole", ">passport<", ">centre<", ">nl<", ">en<", ">ar<", ">old-age<", ">booked<", ">sent<"):
        assert code not in page
    for name in (">Passport<", ">Centre<", ">Dutch<", ">Arabic<", ">English<", "I am old and cannot wait long"):
        assert name in page
    assert not re.search(r">\d+:\w+<", page)


def test_who_opened_the_appointment_stands_in_the_history_of_whoever_booked_before_having_an_account(
    city: City,
) -> None:
    booking = asks_for_everything(city)
    browser = by_link()
    opened_by(a_person("Jo", roles=("desk-worker",)), booking)
    assert OPENED in browser.get("/en/my/history/").content.decode()


def test_who_opened_an_appointment_that_is_not_confirmed_stands_there_too(city: City) -> None:
    browser = by_link()
    opened_by(a_person("Jo", roles=("desk-worker",)), city.ask(city.hold("11:00"), ADDRESS))
    assert OPENED in browser.get("/en/my/history/").content.decode()


def test_an_address_that_was_not_proved_leads_to_nothing(city: City) -> None:
    booking = asks_for_everything(city)
    ask(Client(), email=ADDRESS)
    strangers = by_link(STRANGER), signed_in(a_person("Eve")), signed_in(a_person(ADDRESS))
    opened_by(a_person("Jo", roles=("desk-worker",)), booking)
    for browser in strangers:
        assert '"visit_type"' not in copy_of(browser)
        assert OPENED not in browser.get("/en/my/history/").content.decode()
        erase(browser)
    assert Booking.objects.exclude(contact="").count() == 2
    assert Booking.objects.filter(person=None).count() == 2


def test_a_time_that_somebody_else_asked_for_belongs_to_nobody_before_its_link_is_followed(city: City) -> None:
    person = a_person(email=ADDRESS)
    asked = city.ask(city.hold("09:00"), ADDRESS)
    asked.refresh_from_db()
    assert asked.person is None
    signed_in(person).post(f"/en/appointments/confirm/{confirm_token(asked.uuid)}/")
    asked.refresh_from_db()
    assert (asked.state, asked.person) == (Booking.State.BOOKED, person.uuid)


def test_an_appointment_made_while_signed_in_stays_with_that_account_whatever_its_address(city: City) -> None:
    owner = a_person("Rita")
    Booking.objects.filter(pk=city.booked("09:00", ADDRESS).pk).update(person=owner.uuid)
    assert '"visit_type"' not in copy_of(by_link())
    assert '"visit_type"' in copy_of(signed_in(owner))
