"""What was recorded about an address is found by whoever proves later that it is theirs."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from zenne.accounts.holders import subject_of_address
from zenne.accounts.models import Person
from zenne.accounts.tests.builders import a_person
from zenne.accounts.tests.test_changed_key import change_key
from zenne.accounts.tests.test_links import ask
from zenne.core.access.public import SYSTEM
from zenne.core.audit.public import AuditRecord, accesses_of, record

pytestmark = pytest.mark.django_db

ADA = "ada@example.org"
LOOKED = "accounts.view-person"


def somebody_looks_at(address: str) -> None:
    record(asker=SYSTEM, action=LOOKED, about=subject_of_address(address), thing="letter:1")


def sign_in(client: Client, *, email: str = ADA) -> Person:
    client.post(ask(client, email=email))
    return Person.objects.get(email__iexact=email)


def looks_found_by(person: Person) -> int:
    return accesses_of(person.key).filter(action=LOOKED).count()


def test_a_look_from_before_the_account_is_found_after_the_address_is_proved(client: Client) -> None:
    somebody_looks_at(" Ada@Example.org ")
    ada = sign_in(client)
    somebody_looks_at(ADA)
    assert looks_found_by(ada) == 2
    page = client.get("/en/my/history/").content.decode()
    assert page.count("Opened the card of a person") == 2


def test_the_log_holds_no_address() -> None:
    somebody_looks_at(ADA)
    kept = AuditRecord.objects.get()
    assert kept.about.startswith("address:")
    written = f"{kept.about}{kept.thing}{kept.details_json}"
    assert "@" not in written
    assert "example" not in written


def test_nobody_else_finds_it(client: Client) -> None:
    somebody_looks_at(ADA)
    assert looks_found_by(sign_in(client, email="bob@example.org")) == 0
    assert looks_found_by(a_person(email=ADA)) == 0, "an account whose address was not proved by a link"


def test_it_is_found_when_the_secret_key_was_changed_between(client: Client, settings: Settings) -> None:
    somebody_looks_at(ADA)
    change_key(settings)
    assert looks_found_by(sign_in(client)) == 1


def test_an_address_is_learned_once(client: Client) -> None:
    for _ in range(2):
        ada = sign_in(client)
        client.post("/en/sign-out/")
    assert AuditRecord.objects.filter(action="audit.learn-address", about=ada.key).count() == 1


def test_who_changes_the_address_keeps_what_was_found_under_the_first(client: Client) -> None:
    somebody_looks_at(ADA)
    somebody_looks_at("countess@example.org")
    ada = sign_in(client)
    client.post(ask(client, email="countess@example.org"))
    ada.refresh_from_db()
    assert ada.email == "countess@example.org"
    assert looks_found_by(ada) == 2


def test_no_address_is_nobodys() -> None:
    assert subject_of_address("") == ""
    assert subject_of_address("+32 470 12 34 56").startswith("address:")
    assert subject_of_address("a\0b@example.org").startswith("address:")
