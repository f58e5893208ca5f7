"""Signing in with a link from an e-mail."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from zenne.accounts.models import Person, SignInLink
from zenne.accounts.rules.proofs import Proof, proof_in
from zenne.accounts.tests.builders import a_person, signed_in
from zenne.core.access.public import Assurance
from zenne.core.outbox.public import Message

pytestmark = pytest.mark.django_db


def ask(client: Client, *, email: str = "ada@example.org", language: str = "en", **form: str) -> str:
    """Ask for a link and read it in the letter."""
    response = client.post(f"/{language}/sign-in/link/", {"email": email, **form})
    assert response.headers["Location"] == f"/{language}/sign-in/link-sent/"
    found = re.search(r"http://127\.0\.0\.1:8000(/[^\s>]+)", Message.objects.latest("created_at").text)
    assert found
    return found[1]


def is_signed_in(client: Client) -> bool:
    return client.get("/en/my/").status_code == 200


def test_a_link_signs_in_after_a_click_and_leads_where_one_was_going(client: Client) -> None:
    link = ask(client, next="/fr/my/keys/")
    assert "You sign in as ada@example.org" in client.get(link).content.decode()
    assert not is_signed_in(client)
    assert client.post(link).headers["Location"] == "/fr/my/keys/"
    assert is_signed_in(client)
    assert proof_in(client.session).assurance is Assurance.EMAIL
    assert Person.objects.get().email == "ada@example.org"


def test_a_link_works_once(client: Client) -> None:
    link = ask(client)
    client.post(link)
    client.post("/en/sign-out/")
    assert client.post(link).status_code in {403, 410}
    assert not is_signed_in(client)


def test_a_scanner_that_opens_the_link_does_not_use_it_up(client: Client) -> None:
    link = ask(client)
    assert Client().get(link).status_code == 403
    assert Client().post(link).status_code == 403
    client.post(link)
    assert is_signed_in(client)


def test_a_link_works_for_a_quarter_of_an_hour(client: Client) -> None:
    link = ask(client)
    SignInLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    response = client.post(link)
    assert response.status_code == 410
    assert "works for fifteen minutes" in response.content.decode()


def test_an_invented_link_is_not_known(client: Client) -> None:
    assert client.get("/en/sign-in/link/invented/").status_code == 404


def test_the_answer_does_not_tell_whether_an_address_is_known(client: Client) -> None:
    a_person(email="known@example.org")
    Person.objects.filter(pk=a_person(email="closed@example.org").pk).update(is_active=False)
    pages = {
        client.post("/en/sign-in/link/", {"email": email}).content.decode().replace(email, "X")
        for email in ("known@example.org", "closed@example.org", "unknown@example.org")
    }
    assert len({re.sub(r'nonce="[^"]+"|value="[^"]{64}"', "", page) for page in pages}) == 1
    assert set(Message.objects.values_list("receiver", flat=True)) == {"known@example.org", "unknown@example.org"}


def test_upper_and_lower_case_are_one_address(client: Client) -> None:
    person = a_person(email="Ada@Example.org")
    client.post(ask(client, email="ada@example.ORG"))
    assert Person.objects.get() == person


def test_an_address_becomes_that_of_whoever_proves_both_in_one_session() -> None:
    person = a_person("Ada")
    browser = signed_in(person, proof=Proof(assurance=Assurance.HIGH, way="card"))
    browser.post(ask(browser))
    person.refresh_from_db()
    assert person.email == "ada@example.org"
    assert proof_in(browser.session).assurance is Assurance.HIGH


def test_an_address_of_another_account_is_not_taken_over() -> None:
    a_person("Ada", email="ada@example.org")
    eve = a_person("Eve")
    browser = signed_in(eve)
    assert browser.post(ask(browser)).status_code == 409
    eve.refresh_from_db()
    assert eve.email is None


@pytest.mark.parametrize("address", ["", "ada", "ada@", "a@b\nBcc: x@y.be", "x" * 300 + "@example.org"])
def test_what_is_no_address_is_refused_at_the_field(client: Client, address: str) -> None:
    response = client.post("/nl/sign-in/link/", {"email": address})
    assert response.status_code == 422
    assert not Message.objects.exists()
    assert 'aria-invalid="true"' in response.content.decode()


def test_the_secrets_are_not_kept(client: Client) -> None:
    link = ask(client)
    token = link.rstrip("/").rsplit("/", 1)[-1]
    assert token not in str(SignInLink.objects.values_list("token_hash", "browser_hash"))


def test_nobody_fills_the_mailbox_of_somebody_else() -> None:
    answers = [
        Client(REMOTE_ADDR=f"192.0.2.{number}").post("/en/sign-in/link/", {"email": "Flood@example.org"}).status_code
        for number in range(6)
    ]
    assert answers == [302, 302, 302, 302, 302, 429]
    assert Message.objects.count() == 5
