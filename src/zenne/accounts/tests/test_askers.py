"""Who asks, and what comes of it when they may not."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from zenne.accounts.models import Person
from zenne.accounts.tests.builders import a_person, give, signed_in

pytestmark = pytest.mark.django_db
FOUR = 4
"""The session, the person, their roles, and the content version."""


def test_a_visitor_gets_no_cookie(client: Client) -> None:
    response = client.get("/en/components/")
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_the_page_of_a_person_needs_them_to_sign_in_and_brings_them_back(client: Client) -> None:
    response = client.get("/nl/my/")
    assert response.headers["Location"] == "/nl/sign-in/?next=%2Fnl%2Fmy%2F"


def test_a_person_is_greeted_by_name_and_may_sign_out() -> None:
    browser = signed_in(a_person("Ada <b>"))
    assert "Ada &lt;b&gt;" in browser.get("/en/my/").content.decode()
    assert browser.post("/en/sign-out/").headers["Location"] == "/en/signed-out/"
    assert browser.get("/en/my/").status_code == 302


def test_who_is_signed_in_stands_on_no_page_that_is_shared() -> None:
    browser = signed_in(a_person("Ada Lovelace"))
    response = browser.get("/en/services/")
    assert "Ada Lovelace" not in response.content.decode()
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_closed_account_is_signed_out_at_its_next_request() -> None:
    person = a_person()
    browser = signed_in(person)
    assert browser.get("/en/my/").status_code == 200
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert browser.get("/en/my/").status_code == 302


def test_the_number_of_roles_does_not_change_the_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    person = a_person()
    browser = signed_in(person)
    browser.get("/en/my/")
    with django_assert_num_queries(FOUR):
        browser.get("/en/my/")
    for role in ("desk-worker", "data-steward", "administrator", "partner"):
        give(person, role)
    with django_assert_num_queries(FOUR):
        browser.get("/en/my/")
