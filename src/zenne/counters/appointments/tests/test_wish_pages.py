"""The pages of wishes and offers, without JavaScript."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from zenne.core.access.public import NOBODY
from zenne.core.content.public import announce_change
from zenne.core.outbox.public import Message
from zenne.counters.appointments.actions.cancel_booking import cancel_booking
from zenne.counters.appointments.models import Booking, Offer, Wish
from zenne.counters.appointments.tests.builders import City, make_city
from zenne.counters.appointments.tokens import confirm_wish_token, manage_token, offer_token, wish_token

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_seat_is_accounted_for")]
LANGUAGES = [code for code, _name in settings.LANGUAGES]
HOSTILE = ["x", "5f3a" * 8 + ":x", "x" * 10_000, "%00", "..%2f"]


@pytest.fixture
def city() -> City:
    """One time in three days, which is taken, and a day in three weeks."""
    city = make_city(branches=2, hours="Mo-Su 09:00-17:00; PH 09:00-17:00")
    city.shift(day=soon(), begin="09:00", end="09:15")
    city.shift(day=soon() + timedelta(days=18))
    return city


def soon() -> date:
    return timezone.localdate() + timedelta(days=3)


def appointments(city: City) -> tuple[Booking, Booking]:
    """An early one, and a late one whose owner would rather come earlier."""
    now = timezone.now()
    return (
        city.booked("09:00", day=soon(), now=now),
        city.booked("10:00", day=soon() + timedelta(days=18), now=now),
    )


def cancel(booking: Booking) -> None:
    cancel_booking(asker=NOBODY, booking=booking.uuid, token=manage_token(booking.uuid), now=timezone.now())


def page(path: str, *, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status, answer.content
    return answer.content.decode()


def test_from_an_appointment_to_an_earlier_one(city: City) -> None:
    early, late = appointments(city)
    manage, client = f"/en/appointments/{manage_token(late.uuid)}/", Client()
    assert f"{manage}earlier/" in page(manage)
    assert "You keep the appointment that you have." in page(f"{manage}earlier/")
    sent = {"branches": ["centre"], "after": "08:00", "before": "12:00"}
    answer = client.post(f"{manage}earlier/", sent)
    wish = Wish.objects.get()
    assert answer.headers["Location"] == f"/en/appointments/wish/{wish_token(wish.uuid)}/"
    assert f"We write to {late.contact}" in page(answer.headers["Location"])
    assert "see your wish" in page(manage)
    assert client.get(f"{manage}earlier/").status_code == 302
    cancel(early)
    link = f"/en/appointments/offer/{offer_token(Offer.objects.get().uuid)}/"
    assert link in page(answer.headers["Location"])
    shown = page(link)
    assert "Take this time" in shown
    assert "you give up your appointment" in shown
    assert Offer.objects.get().state == Offer.State.OPEN, "only looking takes nothing"
    assert client.post(link, {"do": "take"}).headers["Location"] == manage
    late.refresh_from_db()
    assert timezone.localtime(late.starts_at).date() == soon()
    assert client.get(link).headers["Location"] == manage
    assert client.post(link, {"do": "take"}).status_code == 410


def test_after_a_search_that_finds_late_times_only(city: City) -> None:
    early, _ = appointments(city)
    shown = page("/en/appointments/slots/?service=passport&branch=centre")
    ask = "/en/appointments/earlier/?service=passport&branch=centre"
    assert ask.replace("&", "&amp;") in shown or ask in shown
    assert 'value="centre" checked' in page(ask)
    client = Client()
    wrong = client.post(ask, {"contact": "ann", "last_day": "tomorrow"})
    assert wrong.status_code == 422
    assert "Write a date" in wrong.content.decode()
    answer = client.post(ask, {"contact": "ann@example.org"})
    assert "Look in your messages" in page(answer.headers["Location"])
    confirm = f"/en/appointments/wish/{confirm_wish_token(Wish.objects.get().uuid)}/confirm/"
    assert confirm in Message.objects.get(receiver="ann@example.org").text
    assert "Yes, write to me" in page(confirm)
    assert Wish.objects.get().state == Wish.State.ASKED
    assert client.post(confirm).status_code == 302
    cancel(early)
    link = f"/en/appointments/offer/{offer_token(Offer.objects.get().uuid)}/"
    booked = client.post(link, {"do": "take"}).headers["Location"]
    assert "Your appointment is confirmed." in page(booked)


def test_where_a_time_is_soon_nobody_is_asked_to_wait(city: City) -> None:
    assert "Too late for you?" not in page("/en/appointments/slots/?service=passport")


def test_what_is_left_goes_away_and_the_wish_stays_until_its_owner_ends_it(city: City) -> None:
    early, late = appointments(city)
    wish = city.wish(late, now=timezone.now())
    cancel(early)
    link = f"/en/appointments/offer/{offer_token(Offer.objects.get().uuid)}/"
    client = Client()
    kept = client.post(link, {"do": "leave"}).headers["Location"]
    assert kept == f"/en/appointments/wish/{wish_token(wish.uuid)}/"
    assert "You have left this time to somebody else." in page(link, status=410)
    assert "We write to" in page(kept)
    assert client.post(kept).status_code == 302
    assert "This wish has ended." in page(kept)
    assert client.post(kept).status_code == 410


def test_whoever_confirms_a_second_wish_is_led_to_the_first(city: City) -> None:
    _, late = appointments(city)
    first = city.wish(late, now=timezone.now())
    second = city.ask_wish(late.contact, now=timezone.now())
    answer = Client().post(f"/en/appointments/wish/{confirm_wish_token(second.uuid)}/confirm/")
    assert answer.headers["Location"] == f"/en/appointments/wish/{wish_token(first.uuid)}/"


def test_an_offer_that_has_lapsed_says_so(city: City) -> None:
    early, late = appointments(city)
    city.wish(late, now=timezone.now())
    cancel(early)
    cancel(Offer.objects.get().booking)
    link = f"/en/appointments/offer/{offer_token(Offer.objects.get().uuid)}/"
    assert "kept for you no longer" in page(link, status=410)
    assert Client().post(link, {"do": "take"}).status_code == 410


def test_a_form_without_a_button_does_nothing(city: City) -> None:
    early, late = appointments(city)
    city.wish(late, now=timezone.now())
    cancel(early)
    link = f"/en/appointments/offer/{offer_token(Offer.objects.get().uuid)}/"
    for sent in ({}, {"do": "x" * 10_000}, {"do": "TAKE"}):
        assert Client().post(link, sent).headers["Location"] == link
    assert Offer.objects.get().state == Offer.State.OPEN


@pytest.mark.parametrize("token", HOSTILE)
def test_links_that_we_did_not_make_are_not_found(city: City, token: str) -> None:
    client = Client()
    for path in (f"wish/{token}/", f"wish/{token}/confirm/", f"offer/{token}/", f"{token}/earlier/"):
        assert client.get(f"/en/appointments/{path}").status_code == 404, path
        assert client.post(f"/en/appointments/{path}", {"do": "take"}).status_code == 404, path


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"first_day": "31/02/2027"}, "Write a date"),
        ({"last_day": "9" * 10_000}, "Write a date"),
        ({"last_day": "2020-01-01"}, "there is no time at all"),
        ({"after": "12:00", "before": "09:00"}, "there is no time at all"),
        ({"after": "25:00"}, ""),
        ({"branches": ["nowhere"]}, "There is no such branch."),
        ({"branches": ["x" * 10_000] * 50}, "There is no such branch."),
    ],
)
def test_a_mistake_stands_at_its_field(city: City, sent: dict[str, object], sentence: str) -> None:
    _, late = appointments(city)
    answer = Client().post(f"/en/appointments/{manage_token(late.uuid)}/earlier/", sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Wish.objects.exists()


@pytest.mark.parametrize("query", ["", "service=x", "service=" + "x" * 10_000, "service=passport&people=99"])
def test_a_wish_for_nothing_leads_to_the_search(city: City, query: str) -> None:
    answer = Client().get(f"/en/appointments/earlier/?{query}")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/en/appointments/?")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_exists_in_every_language(city: City, language: str) -> None:
    early, late = appointments(city)
    wish = city.wish(late, now=timezone.now())
    cancel(early)
    offer = Offer.objects.get()
    announce_change()
    for path in (
        f"{manage_token(late.uuid)}/cancel/",
        f"wish/{wish_token(wish.uuid)}/",
        f"offer/{offer_token(offer.uuid)}/",
        "earlier/?service=passport",
        "guide/",
    ):
        shown = page(f"/{language}/appointments/{path}")
        assert f'<html lang="{language}"' in shown
        assert not re.search(r"%\(\w+\)s", shown)
