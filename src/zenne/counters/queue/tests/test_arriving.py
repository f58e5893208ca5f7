"""Who has an appointment says that they are there, and what becomes of the appointment."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zenne.core.access.public import NOBODY
from zenne.counters.appointments.codes import short_code
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.tokens import confirm_token, manage_token
from zenne.counters.queue.actions.arrive import arrive
from zenne.counters.queue.actions.end_bookings import end_bookings
from zenne.counters.queue.actions.finish import finish
from zenne.counters.queue.actions.leave_queue import leave_queue
from zenne.counters.queue.actions.no_show import no_show
from zenne.counters.queue.actions.take_ticket import Wanted, take_ticket
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.forecast import kept_forecast
from zenne.counters.queue.models import Attendance, Ticket
from zenne.counters.queue.tests.builders import Hall, a_branch, a_visit, open_all_day
from zenne.counters.queue.tests.test_pages import KIOSK, ROOM, at_work

pytestmark = pytest.mark.django_db
JOIN = "/en/branches/centre/ticket/"


@pytest.fixture
def hall() -> Hall:
    return Hall()


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Hall:
    """It is noon whenever the test runs, so that what is an hour away is today."""
    noon = timezone.localtime(timezone=ZoneInfo("Europe/Brussels")).replace(hour=12, minute=0, second=0)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    return open_all_day()


def a_booking(hall: Hall, minutes: float = 0, **facts: object) -> Booking:
    starts = hall.now + timedelta(minutes=minutes)
    known = {
        "visit_type": hall.passport, "branch": hall.branch, "starts_at": starts,
        "ends_at": starts + timedelta(minutes=10), "state": Booking.State.BOOKED,
        "created_at": starts - timedelta(days=3),
    }  # fmt: skip
    return Booking.objects.create(**{**known, **facts})


def here(hall: Hall, booking: Booking, at: datetime | None = None) -> Ticket:
    return arrive(asker=NOBODY, branch=hall.branch, booking=booking, at=at or hall.now)


def refusal(hall: Hall, booking: Booking) -> str:
    with pytest.raises(QueueRefused) as refused:
        here(hall, booking)
    return refused.value.code


def test_who_says_twice_that_they_are_there_has_one_ticket(hall: Hall) -> None:
    booking = a_booking(hall, 5, people=2, language="ar")
    ticket = here(hall, booking)
    assert here(hall, booking) == ticket
    assert (ticket.people, ticket.language, ticket.due_at) == (2, "ar", booking.starts_at)
    assert Ticket.objects.count() == 1


def test_who_is_late_waits_like_everybody_else(hall: Hall) -> None:
    walk_in = hall.take()
    hall.later(15)
    late = here(hall, a_booking(hall, -11))
    on_time = here(hall, a_booking(hall, -9))
    hall.open(hall.ada)

    assert (late.due_at, on_time.due_at is None) == (None, False)
    assert hall.call(hall.ada, "1") == on_time
    on_time.refresh_from_db()
    finish(asker=hall.ada, ticket=on_time, at=hall.now)
    assert hall.call(hall.ada, "2") == walk_in


def test_who_is_early_is_called_before_their_time_only_when_nobody_else_waits(hall: Hall) -> None:
    early = here(hall, a_booking(hall, 60))
    walk_in = hall.take()
    hall.open(hall.ada)
    assert hall.call(hall.ada, "1") == walk_in
    walk_in.refresh_from_db()
    finish(asker=hall.ada, ticket=walk_in, at=hall.now)
    assert hall.call(hall.ada, "2") == early


def test_before_the_doors_open_only_those_with_an_appointment_soon_have_a_ticket(hall: Hall) -> None:
    hall.now -= timedelta(minutes=45)  # a quarter past eight; the doors open at half past eight
    assert here(hall, a_booking(hall, 20)).number == 1
    assert refusal(hall, a_booking(hall, 45)) == "closed"


def test_an_appointment_that_is_done_is_helped_and_its_holder_came(hall: Hall) -> None:
    booking = a_booking(hall)
    ticket = here(hall, booking)
    hall.open(hall.ada)
    hall.call(hall.ada)
    finish(asker=hall.ada, ticket=ticket, at=hall.later(5))
    booking.refresh_from_db()

    assert booking.state == Booking.State.HELPED
    assert Attendance.objects.values_list("ahead", "came", "missed").get() == ("week", 1, 0)
    assert here(hall, booking) == ticket


def test_an_appointment_to_whose_desk_nobody_came_is_missed(hall: Hall) -> None:
    booking = a_booking(hall)
    ticket = here(hall, booking)
    hall.open(hall.ada)
    hall.call(hall.ada)
    no_show(asker=hall.ada, ticket=ticket, at=hall.later(5))
    booking.refresh_from_db()

    assert booking.state == Booking.State.MISSED
    assert Attendance.objects.values_list("came", "missed").get() == (0, 1)


def test_who_left_the_queue_and_comes_back_has_a_new_ticket(hall: Hall) -> None:
    booking = a_booking(hall, 5)
    first = here(hall, booking)
    leave_queue(asker=NOBODY, ticket=first, at=hall.later(1))
    second = here(hall, booking)
    assert second != first
    assert second.booking == booking


def test_appointments_of_other_days_branches_and_states_become_no_ticket(hall: Hall) -> None:
    south = a_branch("south")
    assert refusal(hall, a_booking(hall, 24 * 60)) == "booking-not-today"
    assert refusal(hall, a_booking(hall, branch=south)) == "booking-elsewhere"
    for state in (Booking.State.CANCELLED, Booking.State.LAPSED):
        assert refusal(hall, a_booking(hall, state=state)) == "booking-not-today"
    for state in (Booking.State.HELPED, Booking.State.MISSED):
        assert refusal(hall, a_booking(hall, state=state)) == "booking-over"


def test_an_appointment_is_for_what_was_booked(hall: Hall) -> None:
    for wanted in (Wanted(hall.card, booking=a_booking(hall)), Wanted(hall.passport, 4, booking=a_booking(hall))):
        with pytest.raises(QueueRefused, match="booking-for-other-visit"):
            take_ticket(asker=NOBODY, branch=hall.branch, wanted=wanted, source="appointment", at=hall.now)


def test_in_the_evening_what_nobody_came_for_is_missed(hall: Hall) -> None:
    missed, helped, left, later = (a_booking(hall, minutes) for minutes in (0, 0, 0, 600))
    forgotten = here(hall, helped)
    gone = here(hall, left)
    leave_queue(asker=NOBODY, ticket=gone, at=hall.now)
    hall.open(hall.ada)
    assert hall.call(hall.ada) == forgotten

    assert end_bookings(now=hall.later(60)) == 2, "somebody is still at the desk"
    assert end_bookings(now=hall.later(24 * 60)) == 2, "what was forgotten is ended the day after"
    states = [Booking.objects.get(pk=each.pk).state for each in (missed, helped, left, later)]
    assert states == ["missed", "helped", "missed", "missed"]
    assert end_bookings(now=hall.now) == 0
    came, absent = Attendance.objects.values_list("came", "missed").get()
    assert (round(came), round(absent)) == (1, 2), "whoever came and left did not stay away"


def test_a_code_at_the_kiosk_gives_the_ticket_of_the_appointment(today: Hall) -> None:
    booking = a_booking(today, 5)
    browser = Client(enforce_csrf_checks=True)
    page = browser.post(KIOSK, {"code": booking.code.lower().replace(" ", "")}, follow=True).content.decode()
    assert "B1" in page
    assert Ticket.objects.get().booking == booking
    again = browser.post(JOIN, {"code": booking.code}, follow=True).content.decode()
    assert "B1" in again
    assert Ticket.objects.count() == 1


def test_a_ticket_says_that_its_holder_is_early_or_late(today: Hall) -> None:
    pages = [
        Client().post(JOIN, {"code": a_booking(today, minutes).code}, follow=True).content.decode()
        for minutes in (-30, 0, 30)
    ]
    assert ["You came more than ten minutes later" in page for page in pages] == [True, False, False]
    assert ["You are early" in page for page in pages] == [False, False, True]


def test_a_code_of_another_day_or_branch_is_answered_like_one_of_nothing(today: Hall) -> None:
    south = a_branch("south", hours="24/7")
    codes = [a_booking(today, 3 * 24 * 60).code, a_booking(today, branch=south).code, "ABC DEF", "\x00", "é" * 5000, ""]
    for code in codes:
        answer = Client().post(KIOSK, {"code": code})
        assert answer.status_code == 409
        assert "No appointment of today at this branch has this code." in answer.content.decode()
    assert not Ticket.objects.exists()


def test_codes_that_are_guessed_are_counted_and_a_right_one_still_works(today: Hall) -> None:
    booking = a_booking(today)
    statuses = {Client().post(KIOSK, {"code": f"{number:06}"}).status_code for number in range(100, 125)}
    assert statuses == {409, 429}
    assert Client().post(KIOSK, {"code": booking.code}).status_code == 302


def test_whoever_guesses_codes_may_do_so_twenty_times_and_opens_nothing(today: Hall) -> None:
    for minutes in range(-10, 10):
        a_booking(today, minutes)
    statuses = [Client().post(JOIN, {"code": short_code(10**6 + number)}).status_code for number in range(60)]
    assert set(statuses) == {409, 429}
    assert statuses.count(409) == 20
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("count", [2, 40])
def test_the_page_of_a_desk_costs_as_many_questions_however_many_are_still_to_come(today: Hall, count: int) -> None:
    browser = at_work(today.ada)
    a_booking(today)
    browser.get(ROOM)
    few = questions(browser)
    for number in range(count):
        a_booking(today, number / 10)
    assert questions(browser) == few


def questions(browser: Client) -> int:
    """How many the page of a desk costs when nothing is remembered of the forecast."""
    kept_forecast.cache_clear()
    with CaptureQueriesContext(connection) as asked:
        browser.get(ROOM)
    return len(asked)


def test_the_link_of_an_appointment_leads_to_its_ticket(today: Hall) -> None:
    booking = a_booking(today, 5)
    token = manage_token(booking.uuid)
    manage = Client().get(f"/en/appointments/{token}/").content.decode()
    assert f'href="/en/here/{token}/"' in manage
    assert booking.code in manage
    browser = Client(enforce_csrf_checks=True)
    assert "Are you here?" in browser.get(f"/en/here/{token}/").content.decode()
    assert not Ticket.objects.exists(), "programs that check mail follow links"
    ticket = browser.post(f"/en/here/{token}/", follow=True).content.decode()
    assert "B1" in ticket


def test_links_that_were_forged_or_are_for_something_else_lead_nowhere(today: Hall) -> None:
    booking = a_booking(today, 5)
    other = a_booking(today, 5)
    token = manage_token(booking.uuid)
    forged = f"{other.uuid.hex}:{token.split(':')[1]}"
    for wrong in (forged, confirm_token(booking.uuid), booking.uuid.hex, "x", "%00", token[:-1], token + "é"):
        assert Client().post(f"/en/here/{wrong}/").status_code == 404
    assert not Ticket.objects.exists()


def test_the_link_says_why_there_is_no_ticket(today: Hall) -> None:
    answer = Client().post(f"/en/here/{manage_token(a_booking(today, 3 * 24 * 60).uuid)}/")
    assert answer.status_code == 409
    assert "This appointment is not for today" in answer.content.decode()
    page = Client().get(f"/en/appointments/{manage_token(a_booking(today, 3 * 24 * 60).uuid)}/").content.decode()
    assert "/here/" not in page


def test_desks_see_who_is_still_to_come_and_say_that_they_are_there(today: Hall) -> None:
    booking = a_booking(today, 20, name="Ann Peeters", contact="ann@example.org")
    a_booking(today, -30)
    a_booking(today, branch=a_branch("south"))
    browser = at_work(today.ada)
    page = browser.get(ROOM).content.decode()
    assert "2 appointments whose holders are not here yet" in page
    assert "Peeters" not in page
    assert "ann@" not in page
    browser.post(ROOM, {"do": "arrived", "booking": booking.uuid})
    assert Ticket.objects.get().booking == booking
    assert "1 appointment whose holder is not here yet" in browser.get(ROOM).content.decode()


def test_a_desk_says_so_only_of_appointments_of_today_at_its_own_branch(today: Hall) -> None:
    south = a_branch("south")
    browser = at_work(today.ada)
    names = [a_booking(today, branch=south).uuid, a_booking(today, 3 * 24 * 60).uuid, "", "x", "\x00"]
    assert {browser.post(ROOM, {"do": "arrived", "booking": name}).status_code for name in names} == {404}
    assert not Ticket.objects.exists()


def test_the_branch_of_another_service_is_not_asked_about_it(hall: Hall) -> None:
    elsewhere = a_visit("elsewhere")
    assert refusal(hall, a_booking(hall, visit_type=elsewhere)) == "not-here"
