"""After each form the language switch leads to a page that says the same in another language."""

import re
from typing import Any

import pytest
from django.test import Client

from zenne.accounts.models import Person
from zenne.accounts.tests.builders import a_person, at_work, signed_in

pytestmark = pytest.mark.django_db


def switched(browser: Client, answer: Any, language: str = "fr") -> Any:
    """What the switch of a page leads to."""
    found = re.search(rf'class="z-languages__link" href="([^"]+)" hreflang="{language}"', answer.content.decode())
    assert found, "a page without a switch"
    return browser.get(found[1].replace("&amp;", "&"), follow=True)


def titles(page: Any) -> int:
    """How many kinds of data a page tells about."""
    return int(page.content.decode().count("z-links__item"))


def test_what_was_sent_is_told_in_the_other_language(client: Client) -> None:
    sent = client.post("/nl/sign-in/link/", {"email": "ada@example.org", "next": "/nl/my/keys/"}, follow=True)
    other = switched(client, sent)
    assert other.status_code == 200
    assert '<html lang="fr"' in other.content.decode()
    assert "ada@example.org" in other.content.decode()


def test_a_refused_address_keeps_where_one_was_going(client: Client) -> None:
    form = {"email": "nobody", "next": "/nl/my/keys/"}
    refused = client.post("/nl/sign-in/link/?next=%2Fnl%2Fmy%2Fkeys%2F&level=", form)
    assert refused.status_code == 422
    other = switched(client, refused)
    assert other.status_code == 200
    assert 'value="/nl/my/keys/"' in other.content.decode()


def test_what_was_erased_is_told_in_the_other_language() -> None:
    browser = signed_in(a_person("Ada", email="ada@example.org"))
    erased = browser.post("/nl/my/data/erase/", {"sure": "yes"}, follow=True)
    assert titles(switched(browser, erased)) == titles(erased) > 0
    assert "sont effacées" in switched(browser, erased).content.decode()


def test_what_was_erased_for_somebody_is_told_in_the_other_language() -> None:
    steward, ada = a_person("Sofia", roles=("data-steward",)), a_person("Ada", email="ada@example.org")
    browser = at_work(steward)
    typed = {"because": "by letter", "sure": "on"}
    erased = browser.post(f"/nl/staff/people/{ada.uuid}/data/erase/", typed, follow=True)
    assert erased.status_code == 200
    assert not Person.objects.filter(pk=ada.pk).exists()
    assert titles(switched(browser, erased)) == titles(erased) > 0


def test_signing_in_after_a_kept_address_of_a_form_ends_on_a_page(client: Client) -> None:
    asked = client.get("/nl/my/data/erase/")
    assert asked.status_code == 302
    assert signed_in(a_person()).get("/nl/my/data/erase/", follow=True).status_code == 200


def test_an_address_that_takes_nothing_of_the_kind_says_so_on_a_page() -> None:
    answer = signed_in(a_person()).put("/nl/my/data/erase/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert '<html lang="nl"' in answer.content.decode()
