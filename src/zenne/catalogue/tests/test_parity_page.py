"""The page that compares the branches."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from zenne.catalogue.models import Branch, PublicService
from zenne.catalogue.tests.place_builders import make_branch, make_city, make_service, offer, small_city
from zenne.core.content.public import announce_change


@pytest.fixture(autouse=True)
def _city(db: None) -> None:
    small_city()


def text_of(client: Client, path: str = "/en/parity/") -> str:
    page = client.get(path).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())


def test_shows_one_figure_per_branch(client: Client) -> None:
    shown = text_of(client)
    assert "Office south 100%" in shown
    assert "Office centre 90%" in shown
    assert "1 of 2 services" in shown


def test_a_gap_says_where_to_go_instead(client: Client) -> None:
    assert "1 service is missing Service marriage Nearest: Office south, 5.6 km" in text_of(client)


def test_own_languages_and_saturdays_are_shown(client: Client) -> None:
    assert "also on Saturday only fr" in text_of(client)


def test_services_in_fewer_languages_are_counted_and_say_where_they_are_spoken(client: Client) -> None:
    offer(PublicService.objects.get(slug="marriage"), Branch.objects.get(slug="centre"))
    announce_change()
    shown = text_of(client)
    assert "1 service in fewer languages Service marriage Not in Dutch, English. Nearest: Office centre" in shown


def test_a_language_of_the_city_that_nobody_speaks_at_a_branch_is_said_once(client: Client) -> None:
    Branch.objects.filter(slug="north").update(languages=["nl", "fr"])
    announce_change()
    shown = text_of(client)
    assert shown.count("Nobody here speaks English") == 1
    assert "Of these visits, 66% in the languages of the city" in shown


def test_can_be_narrowed_to_a_topic(client: Client) -> None:
    offer(make_service("market-stall", topic="business"), make_branch("west", 50.85, 4.30))
    announce_change()
    assert "Service passport" not in text_of(client, "/en/parity/?topic=business").split("Every service")[-1]
    assert client.get("/en/parity/?topic=nothing").status_code == 404


def test_a_service_without_a_counter_is_not_compared(client: Client) -> None:
    assert "tax-letter" not in text_of(client)


def test_the_table_can_be_scrolled_with_the_keyboard_and_has_a_name(client: Client) -> None:
    page = client.get("/en/parity/").content.decode()
    assert 'tabindex="0" role="region" aria-labelledby="matrix"' in page


def test_is_linked_from_every_page(client: Client) -> None:
    assert 'href="/nl/parity/"' in client.get("/nl/").content.decode()


def test_the_number_of_queries_does_not_grow_with_the_city(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/en/")
    with django_assert_num_queries(3):
        client.get("/en/parity/")
    for number in range(4):
        offer(make_service(f"new-{number}"), make_branch(f"new-{number}", 50.8, 4.3))
    announce_change()
    client.get("/en/")
    with django_assert_num_queries(3):
        client.get("/en/parity/")


def test_a_city_without_branches_gets_a_sentence(client: Client) -> None:
    from zenne.catalogue.models import Branch, City

    Branch.objects.all().delete()
    City.objects.all().delete()
    make_city()
    announce_change()
    assert "nothing to compare yet" in text_of(client)
