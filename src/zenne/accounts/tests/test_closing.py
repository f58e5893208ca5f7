"""Closing accounts and opening them again, by administrators who open no file."""

from typing import Any

import pytest
from django.test import Client

from zenne.accounts.models import Person
from zenne.accounts.tests.builders import a_person, signed_in
from zenne.core.audit.public import accesses_of

pytestmark = pytest.mark.django_db
PAGE = "/en/staff/accounts/"


def office() -> Client:
    return signed_in(a_person("Root", roles=("administrator",)))


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_resident_is_found_by_address_or_key_and_closed_after_a_look() -> None:
    ada, browser = a_person("Ada", email="ada@example.org"), office()
    hers = signed_in(ada)
    for who in ("ADA@example.org ", ada.key):
        found = browser.get(PAGE, {"who": who}, follow=True)
        assert "Yes, close this account" in text(found)
        assert "Ada" in text(found)
    assert Person.objects.get(pk=ada.pk).is_active
    closed = browser.post(f"{PAGE}{ada.uuid}/", {"do": "close"}, follow=True)
    assert "The account was closed." in text(closed)
    assert hers.get("/en/my/").status_code == 302
    assert {each.action for each in accesses_of(ada.key)} == {"accounts.find-account", "accounts.deactivate-person"}


def test_a_closed_account_is_opened_again_with_the_roles_it_had() -> None:
    ada, browser = a_person("Ada", roles=("partner",)), office()
    browser.post(f"{PAGE}{ada.uuid}/", {"do": "close"})
    opened = browser.post(f"{PAGE}{ada.uuid}/", {"do": "open"}, follow=True)
    assert "The account is open again." in text(opened)
    assert Person.objects.get(pk=ada.pk).is_active
    assert ada.role_grants.get().role == "partner"
    again = browser.post(f"{PAGE}{ada.uuid}/", {"do": "open"})
    assert again.headers["Location"].endswith("?done=")
    assert accesses_of(ada.key).filter(action="accounts.reopen-person").count() == 1


@pytest.mark.parametrize("who", ["nobody@example.org", "Ada", "person:x", "%", "\0", "' OR 1=1 --"])
def test_only_a_whole_address_or_key_finds_an_account(who: str) -> None:
    ada = a_person("Ada", email="ada@example.org")
    answer = office().get(PAGE, {"who": who})
    assert answer.status_code == 404
    assert 'role="alert"' in text(answer)
    assert not accesses_of(ada.key).exists()


def test_one_is_warned_before_closing_one_s_own_account() -> None:
    root = a_person("Root", email="root@example.org", roles=("administrator",))
    assert "This is your own account." in text(signed_in(root).get(f"{PAGE}{root.uuid}/"))


@pytest.mark.parametrize("role", ["desk-worker", "data-steward", "partner"])
def test_others_neither_look_nor_close(role: str) -> None:
    ada, browser = a_person("Ada", email="ada@example.org"), signed_in(a_person("Jo", roles=(role,)))
    for answer in (
        browser.get(PAGE, {"who": "ada@example.org"}),
        browser.get(f"{PAGE}{ada.uuid}/"),
        browser.post(f"{PAGE}{ada.uuid}/", {"do": "close"}),
    ):
        assert answer.status_code == 403
    assert Person.objects.get(pk=ada.pk).is_active
