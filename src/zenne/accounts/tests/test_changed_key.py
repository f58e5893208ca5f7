"""The secret key of the installation is changed: whoever was let in with the key before is not put out."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from pytest_django.fixtures import Settings

from zenne.accounts.checks import readable_second_factors
from zenne.accounts.tests.builders import a_person, signed_in
from zenne.accounts.tests.test_links import ask, is_signed_in
from zenne.accounts.tests.test_second_factor import PAGE, again, code_of, set_up

pytestmark = pytest.mark.django_db


def change_key(settings: Settings, *, forget: bool = False) -> None:
    settings.SECRET_KEY_FALLBACKS = [] if forget else [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-another-key-another-key-another-key"


def identifiers() -> list[str | None]:
    return [found.id for found in readable_second_factors(None)]


def test_sessions_and_links_under_way_stay_good(client: Client, settings: Settings) -> None:
    browser, link = signed_in(a_person()), ask(client)
    change_key(settings)

    assert is_signed_in(browser)
    client.post(link)
    assert is_signed_in(client)


def test_a_session_that_a_forgotten_key_signed_is_over(settings: Settings) -> None:
    browser = signed_in(a_person())
    change_key(settings, forget=True)

    assert not is_signed_in(browser)


def test_an_app_and_codes_on_paper_go_on_and_are_encrypted_anew(settings: Settings) -> None:
    person = a_person()
    secret, codes = set_up(again(person))
    change_key(settings)
    assert again(person).post(PAGE, {"code": codes[0]}).status_code == 302
    assert identifiers() == ["accounts.W001"]

    call_command("renew_secrets")
    assert identifiers() == []
    settings.SECRET_KEY_FALLBACKS = []
    assert again(person).post(PAGE, {"code": codes[0]}).status_code == 422
    assert again(person).post(PAGE, {"code": codes[1]}).status_code == 302
    assert again(person).post(PAGE, {"code": code_of(secret, later=1)}).status_code == 302


def test_what_no_key_opens_is_told_and_opens_nothing(settings: Settings) -> None:
    person = a_person()
    secret, codes = set_up(again(person))
    before = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    change_key(settings, forget=True)

    assert identifiers() == ["accounts.E002"]
    for code in (code_of(secret, later=1), codes[0]):
        assert again(person).post(PAGE, {"code": code}).status_code == 422
    call_command("renew_secrets")
    assert [data["seed"] for data in Authenticator.objects.values_list("data", flat=True) if "seed" in data] == [
        data["seed"] for data in before if "seed" in data
    ]
