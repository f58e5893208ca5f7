"""Finding people, giving and taking roles, ending sessions."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from zenne.accounts.models import Person, RoleGrant, Session, Team, TeamMembership
from zenne.accounts.tests.builders import a_person, at_work, give, signed_in
from zenne.core.access.public import SYSTEM
from zenne.core.audit.public import AuditRecord, accesses_of, record

pytestmark = pytest.mark.django_db
EIGHT = 8
"""The session, the person, their roles, the content version, the people, their records and the transaction."""


def text(response: Any) -> str:
    return str(response.content.decode())


def test_people_are_found_only_after_saying_what_for() -> None:
    worker = a_person("Jo", roles=("desk-worker",))
    response = signed_in(worker).get("/en/staff/people/?q=ada")
    assert response.headers["Location"] == "/en/staff/purpose/?next=%2Fen%2Fstaff%2Fpeople%2F%3Fq%3Dada"
    a_person("Ada Lovelace", email="ada@example.org")
    assert "Ada Lovelace" in text(at_work(worker).get("/en/staff/people/?q=love ADA"))


def test_who_opened_a_card_when_and_what_for_stands_on_the_page_of_the_person() -> None:
    ada = a_person("Ada")
    at_work(a_person("Jo Smith", roles=("desk-worker",))).get(f"/en/staff/people/{ada.uuid}/")
    record = accesses_of(ada.key).get()
    assert (record.action, record.purpose, record.task) == ("accounts.view-person", "answer", "letter 12")
    shown = text(signed_in(ada).get("/en/my/history/"))
    assert "Desk worker" in shown
    assert "letter 12" in shown
    assert "Jo Smith" not in shown


def test_whoever_was_shown_in_a_search_reads_that_on_their_own_page() -> None:
    ada, bob = a_person("Ada Jones", email="ada@example.org"), a_person("Bob")
    at_work(a_person("Jo Smith", roles=("desk-worker",))).get("/en/staff/people/?q=jones")
    seen = accesses_of(ada.key).get()
    assert (seen.action, seen.purpose, seen.task) == ("accounts.see-in-search", "answer", "letter 12")
    assert "Nobody else has used your data" not in text(signed_in(ada).get("/en/my/history/"))
    assert not accesses_of(bob.key).exists()


def test_a_search_shows_twenty_people_and_asks_to_narrow_it_down() -> None:
    people = [a_person(f"Row {number:02}") for number in range(21)]
    browser = at_work(a_person("Jo", roles=("desk-worker",)))
    shown = text(browser.get("/en/staff/people/?q=Row"))
    assert shown.count("z-links__link") == 20
    assert "These are the first 20" in shown
    assert not accesses_of(people[-1].key).exists()
    people[-1].delete()
    assert "These are the first 20" not in text(browser.get("/en/staff/people/?q=Row"))


def test_older_accesses_are_on_further_pages() -> None:
    ada = a_person("Ada")
    browser = at_work(a_person("Jo", roles=("desk-worker",)))
    for number in range(51):
        with transaction.atomic():
            record(asker=SYSTEM, action="accounts.view-person", about=ada.key, details={"number": number})
    browser, shown = signed_in(ada), text(signed_in(ada).get("/en/my/history/"))
    assert shown.count("z-links__item") == 50
    assert "Page 1 of 2" in shown
    assert text(browser.get("/en/my/history/?page=2")).count("z-links__item") == 1
    assert browser.get("/en/my/history/?page=x%00").status_code == 200


def test_a_list_of_twenty_people_takes_as_many_queries_as_one_of_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = at_work(a_person("Jo", roles=("desk-worker",)))
    a_person("Row 0")
    browser.get("/en/staff/people/?q=Row")
    with django_assert_num_queries(EIGHT) as one:
        browser.get("/en/staff/people/?q=Row")
    for number in range(1, 20):
        a_person(f"Row {number}")
    with django_assert_num_queries(len(one)):
        assert text(browser.get("/en/staff/people/?q=Row")).count("z-links__link") == 20


def test_a_role_is_given_counts_at_once_and_is_taken_away_in_the_middle_of_a_session() -> None:
    admin, ada = a_person("Root", roles=("administrator",)), a_person("Ada", email="ada@example.org")
    office, desk = signed_in(admin), signed_in(ada)
    assert desk.get("/en/staff/roles/").status_code == 403
    office.post("/en/staff/roles/", {"who": "ada@example.org", "role": "administrator"})
    assert desk.get("/en/staff/roles/").status_code == 200
    office.post("/en/staff/roles/take-away/", {"who": ada.key, "role": "administrator"})
    assert desk.get("/en/staff/roles/").status_code == 403
    actions = [record.action for record in AuditRecord.objects.filter(about=ada.key)]
    assert actions == ["accounts.grant-role", "accounts.take-role-away"]


def test_a_place_in_a_team_is_given_and_taken_away() -> None:
    office = signed_in(a_person("Root", roles=("administrator",)))
    ada = a_person("Ada", email="ada@example.org")
    Team.objects.create(key="population", name={"en": "Population"})
    office.post("/en/staff/roles/", {"who": "ada@example.org", "role": "team:population"})
    assert TeamMembership.objects.get().person == ada
    assert "Population" in text(office.get("/en/staff/roles/"))
    office.post("/en/staff/roles/take-away/", {"who": ada.key, "role": "team", "team": "population"})
    assert not TeamMembership.objects.exists()


@pytest.mark.parametrize(
    "form",
    [
        {"who": "", "role": "partner"},
        {"who": "nobody@example.org", "role": "partner"},
        {"who": "person:x", "role": "partner"},
        {"who": "ada@example.org", "role": "resident"},
        {"who": "ada@example.org", "role": "team"},
        {"who": "ada@example.org", "role": "queen"},
    ],
)
def test_a_role_that_cannot_be_given_says_why_and_keeps_what_was_typed(form: dict[str, str]) -> None:
    a_person("Ada", email="ada@example.org")
    response = signed_in(a_person("Root", roles=("administrator",))).post("/en/staff/roles/", form)
    assert response.status_code == 422
    assert 'role="alert"' in text(response)
    assert form["who"] in text(response)


def test_the_database_knows_the_table_of_roles() -> None:
    ada = a_person()
    with pytest.raises(IntegrityError), transaction.atomic():
        give(ada, "queen")
    give(ada, "partner")
    with pytest.raises(IntegrityError), transaction.atomic():
        give(ada, "partner")


def test_the_database_holds_one_person_per_address_in_any_case() -> None:
    a_person(email="ada@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        a_person(email="ADA@example.org")
    a_person()
    a_person()


def test_closing_an_account_ends_its_sessions_at_once() -> None:
    ada = a_person("Ada")
    browser = signed_in(ada)
    signed_in(a_person("Root", roles=("administrator",))).post(f"/en/staff/accounts/{ada.uuid}/", {"do": "close"})
    assert browser.get("/en/my/").status_code == 302
    assert not Session.objects.filter(person=ada).exists()


def test_one_ends_a_session_on_another_device_but_not_somebody_else_s() -> None:
    ada = a_person("Ada")
    here, there, eve = signed_in(ada), signed_in(ada), signed_in(a_person("Eve"))
    shown = text(here.get("/en/my/sessions/"))
    assert shown.count("Firefox, Linux") >= 2
    name = shown.split('name="session" value="')[1].split('"')[0]
    eve.post("/en/my/sessions/", {"session": name})
    assert there.get("/en/my/").status_code == 200
    here.post("/en/my/sessions/", {"session": name})
    assert there.get("/en/my/").status_code == 302
    assert here.get("/en/my/").status_code == 200


def test_a_request_under_way_does_not_bring_an_ended_session_back() -> None:
    browser = signed_in(a_person())
    session = browser.session
    session["x"] = 1
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        session.save()
    assert not Session.objects.exists()


def test_presence_is_noted_coarsely() -> None:
    person = a_person()
    browser = signed_in(person)
    long_ago = timezone.now() - timedelta(hours=2)
    Session.objects.update(last_seen_at=long_ago)
    browser.get("/en/my/")
    noted = Session.objects.get().last_seen_at
    assert noted > long_ago
    browser.get("/en/my/")
    assert Session.objects.get().last_seen_at == noted


def test_the_first_administrator_is_made_on_the_command_line() -> None:
    written = StringIO()
    call_command("admin", "root@example.org", stdout=written)
    assert "now administrator" in written.getvalue()
    call_command("admin", "ROOT@example.org", stdout=written)
    assert "already administrator" in written.getvalue()
    assert RoleGrant.objects.get().person.email == "root@example.org"
    Person.objects.update(is_active=False)
    call_command("admin", "root@example.org", stdout=(reopened := StringIO()))
    assert "now administrator" in reopened.getvalue()
    assert Person.objects.get().is_active
    with pytest.raises(CommandError, match="is not an e-mail address"):
        call_command("admin", "root")
