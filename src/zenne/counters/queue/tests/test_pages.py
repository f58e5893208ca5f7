"""The pages of the queue, as browsers without JavaScript see them."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as zenne
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from zenne.accounts.public import Person, Proof, RoleGrant, sign_in
from zenne.core.access.public import Asker, AskerKind, Assurance
from zenne.counters.capacity.models import Shift
from zenne.counters.queue.actions.take_demo_place import take_demo_place
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.models import DeskSession, Ticket
from zenne.counters.queue.tests.builders import Hall, a_branch, a_member, open_all_day
from zenne.counters.queue.urls import routes
from zenne.workforce.public import StaffMember

pytestmark = pytest.mark.django_db
PROOF = Proof(Assurance.HIGH, "test", second_factor=True)
KIOSK, ROOM = "/en/branches/centre/kiosk/", "/en/staff/counters/centre/"


@pytest.fixture
def hall() -> Hall:
    return open_all_day()


def browser_of(person: Person) -> Client:
    """A browser of somebody who works at desks."""
    RoleGrant.objects.get_or_create(person=person, role="desk-worker", defaults={"granted_by": "system"})
    request = HttpRequest()
    request.session = Client().session
    sign_in(request, person=person, proof=PROOF)
    request.session.save()
    browser = Client()
    browser.cookies[zenne.SESSION_COOKIE_NAME] = str(request.session.session_key)
    return browser


def at_work(asker: Asker) -> Client:
    return browser_of(Person.objects.get(uuid=asker.key.removeprefix("person:")))


def test_a_kiosk_gives_a_ticket_with_its_code_and_sets_no_cookie(hall: Hall) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(KIOSK, {"visit": hall.passport.pk, "language": "fr", "need": "old-age"}, follow=True)

    page = answer.content.decode()
    assert "A1" in page
    assert '<svg class="z-qr"' in page
    assert not browser.cookies
    assert Ticket.objects.values_list("source", "need", "language").get() == ("kiosk", "old-age", "fr")


def test_a_kiosk_says_what_is_wrong_and_gives_no_ticket(hall: Hall) -> None:
    for sent in ({}, {"visit": "x"}, {"visit": hall.passport.pk, "need": "\x00"}, {"visit": "9" * 400}):
        assert Client().post(KIOSK, sent).status_code == 422
    assert not Ticket.objects.exists()


def test_a_branch_that_is_closed_says_so(hall: Hall) -> None:
    hall.branch.hours = "off"
    hall.branch.save()
    answer = Client().post(KIOSK, {"visit": hall.passport.pk})
    assert answer.status_code == 409
    assert "The branch is closed now." in answer.content.decode()


def test_from_home_somebody_sees_their_place_comes_and_leaves(hall: Hall) -> None:
    hall.open(hall.ada)
    browser = Client()
    path = browser.post("/en/branches/centre/ticket/", {"visit": hall.passport.pk, "where": "home"})["Location"]
    assert "I am here" in browser.get(path).content.decode()

    browser.post(path, {"do": "come"})
    assert Ticket.objects.get().state == "waiting"
    page = browser.post(path, {"do": "leave"}, follow=True).content.decode()
    assert "You left the queue." in page
    assert browser.post(path, {"do": "leave"}).status_code == 409
    assert browser.post(path, {"do": "fly"}).status_code == 404


def test_a_ticket_that_may_be_called_before_others_says_why(hall: Hall) -> None:
    for _ in range(3):
        hall.take(hall.passport)
    path = f"/en/branches/centre/tickets/{hall.take(hall.card).uuid}/"
    hall.open(hall.ada, 0)
    assert "3 people go before you." in Client().get(path).content.decode()

    hall.open(a_member(hall.branch, "cas", [hall.card]), 1)
    page = Client().get(path).content.decode()

    assert "It is almost your turn." in page
    assert "go before you" not in page
    assert "3 people are before you. A desk that cannot help all of them may call you sooner." in page


def test_a_ticket_of_yesterday_says_that_it_is_over(hall: Hall) -> None:
    ticket = hall.take()
    Ticket.objects.update(day=ticket.day - timedelta(days=1))
    path = f"/en/branches/centre/tickets/{ticket.uuid}/"

    assert "no longer valid" in Client().get(path).content.decode()
    answer = Client().post(path, {"do": "come"})
    assert answer.status_code == 409
    assert Ticket.objects.get().state == "waiting"


def test_a_called_ticket_says_to_which_desk(hall: Hall) -> None:
    ticket = hall.take()
    hall.open(hall.ada, 1)
    hall.call(hall.ada)
    page = Client().get(f"/en/branches/centre/tickets/{ticket.uuid}/").content.decode()
    assert "It is your turn. Please go to desk 2." in page


def test_a_ticket_is_not_found_at_another_branch(hall: Hall) -> None:
    ticket = hall.take()
    a_branch("south")
    assert Client().get(f"/en/branches/south/tickets/{ticket.uuid}/").status_code == 404


def test_the_screen_speaks_four_languages_and_says_nothing_of_who(hall: Hall) -> None:
    hall.take(need="pregnancy", language="fr")
    hall.open(hall.ada)
    hall.call(hall.ada)
    page = Client().get("/en/branches/centre/screen/").content.decode()

    assert re.search(r"<td>A1</td>\s*<td>1</td>", page)
    assert {"nl", "fr", "de", "en"} <= set(re.findall(r'<span lang="(\w+)">', page))
    assert "regnan" not in page


def test_a_desk_worker_works_through_a_visit_without_javascript(hall: Hall) -> None:
    ticket = hall.take()
    browser = at_work(hall.ada)
    assert browser.get("/en/staff/counters/")["Location"] == ROOM
    browser.post(ROOM, {"do": "open", "desk": hall.desks[0].pk})
    key = re.search(r'name="key" value="(\w+)"', browser.get(ROOM).content.decode())
    assert key
    for _ in range(2):
        browser.post(ROOM, {"do": "next", "key": key[1]})
    for wish in ("recall", "start", "park", "unpark"):
        browser.post(ROOM, {"do": wish, "ticket": ticket.uuid})
    assert "A1" in browser.get(ROOM).content.decode()
    browser.post(ROOM, {"do": "next", "key": "another"})
    browser.post(ROOM, {"do": "finish", "ticket": ticket.uuid})
    ticket.refresh_from_db()
    assert ticket.state == "done"
    page = browser.post(ROOM, {"do": "next", "key": "third"}, follow=True).content.decode()
    assert "Nobody waits whom you can help at this desk." in page
    browser.post(ROOM, {"do": "pause"})
    browser.post(ROOM, {"do": "close"})
    assert DeskSession.objects.get().closed_at


def test_a_desk_page_says_what_is_not_possible(hall: Hall) -> None:
    browser = at_work(hall.ada)
    answer = browser.post(ROOM, {"do": "next", "key": "x"})
    assert answer.status_code == 409
    assert "Open a desk first." in answer.content.decode()
    assert browser.post(ROOM, {"do": "next", "key": "\x00" * 100}).status_code == 409
    for sent in ({}, {"do": "finish"}, {"do": "open", "desk": "x"}, {"do": "transfer", "ticket": "\x00"}):
        assert browser.post(ROOM, sent).status_code == 404


def test_a_team_sees_its_own_room_only(hall: Hall) -> None:
    a_branch("south")
    hall.take(need="disability")
    browser = at_work(hall.ada)
    assert "Disability" in browser.get(ROOM).content.decode()
    page = browser.get("/en/staff/counters/south/").content.decode()
    assert "another branch" in page


def test_a_team_sees_who_else_is_planned_today(hall: Hall) -> None:
    begin = hall.now - timedelta(minutes=30)
    for name, hours, desk in (("ada", 1, 0), ("ben", 1, 1), ("cleo", 0.25, 2)):
        member, _ = StaffMember.objects.get_or_create(key=name, defaults={"name": "Cleo", "branch": hall.branch})
        Shift.objects.create(
            member=member, desk=hall.desks[desk], branch=hall.branch, starts_at=begin,
            ends_at=begin + timedelta(hours=hours), first_step=0, free="0", longest=0,
        )  # fmt: skip
    hall.open(hall.ada)
    planned = at_work(hall.ada).get(ROOM).content.decode().partition("Also planned today")[2].partition("</ul>")[0]
    assert "Desk 2: Ben" in planned
    assert "Ada" not in planned, "she is at her desk"
    assert "Cleo" not in planned, "her shift is over"


def test_who_works_at_no_counter_is_told_so(hall: Hall) -> None:
    browser = browser_of(Person.objects.create(name="Eve"))
    for path in ("/en/staff/counters/", ROOM):
        assert "You are not on the list" in browser.get(path).content.decode()


def test_in_a_demonstration_alone_one_chooses_where_to_work(hall: Hall, settings: Settings) -> None:
    assert {route.name for route in routes(demo=True)} - {route.name for route in routes(demo=False)} == {"demo-place"}
    person = Person.objects.create(name="Eve")
    eve = Asker(
        AskerKind.PERSON, f"person:{person.uuid}", permissions=frozenset({"counters.serve"}), assurance=Assurance.HIGH
    )
    with pytest.raises(QueueRefused, match="not-at-a-counter"):
        take_demo_place(asker=eve, branch=hall.branch)
    settings.DEMO = True
    assert take_demo_place(asker=eve, branch=hall.branch) == take_demo_place(asker=eve, branch=a_branch("south"))
    assert "Open a desk" in browser_of(person).get(ROOM).content.decode()


def test_the_day_shows_the_queue_and_the_desks_with_tables_beside(hall: Hall) -> None:
    hall.open(hall.ada)
    hall.take()
    hall.call(hall.ada)
    Ticket.objects.update(taken_at=timezone.now() - timedelta(minutes=40))
    page = at_work(hall.ada).get(ROOM).content.decode()
    assert page.count('<svg class="z-chart"') == 2
    assert page.count("As a table") == 2


@pytest.mark.parametrize(
    ("language", "take", "screen"),
    [
        ("en", "Take a place in the queue", "See whose turn it is now"),
        ("nl", "Een plaats in de wachtrij nemen", "Zien wie nu aan de beurt is"),
        ("fr", "Prendre une place dans la file", "Voir à qui c’est le tour maintenant"),
        ("de", "Einen Platz in der Warteschlange nehmen", "Sehen, wer jetzt an der Reihe ist"),
    ],
)
def test_the_page_of_a_branch_leads_to_its_waiting_room(hall: Hall, language: str, take: str, screen: str) -> None:
    page = Client().get(f"/{language}/branches/centre/").content.decode()
    for path, words in (("ticket", take), ("screen", screen)):
        address = f"/{language}/branches/centre/{path}/"
        assert f'href="{address}">{words}</a>' in page
        assert Client().get(address).status_code == 200
