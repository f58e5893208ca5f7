"""The nearest branches, as a page shows them."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from zenne.catalogue.models import Branch, PublicService
from zenne.catalogue.places import nearest_branches
from zenne.catalogue.tests.place_builders import make_branch, make_street, offer, small_city
from zenne.core.content.public import announce_change, current_version

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _city(db: None) -> None:
    small_city()


def slugs_near(street: str, service: str | None = None, limit: int | None = None) -> list[str]:
    found = nearest_branches(street=street, service=service, version=current_version(), limit=limit)
    return [near.place.branch.slug for near in found.places]


def page(client: Client, **query: str) -> str:
    return client.get("/en/branches/", query).content.decode()


def test_branches_come_from_near_to_far() -> None:
    assert slugs_near("av. louise") == ["centre", "south", "north"]
    assert slugs_near("kerkstraat 1020") == ["north", "centre", "south"]
    assert slugs_near("louizalaan", limit=1) == ["centre"]


def test_only_branches_that_offer_the_service_with_its_own_hours_and_languages() -> None:
    found = nearest_branches(street="louizalaan", service="marriage", version=current_version())
    [near] = found.places
    assert (near.place.branch.slug, near.place.hours, near.place.languages) == (
        "south", "Sa 10:00-12:00; PH off", ("fr",),
    )  # fmt: skip
    assert near.metres == pytest.approx(5059, abs=10)


def test_a_retired_branch_or_service_is_nowhere_near() -> None:
    Branch.objects.filter(slug="centre").update(retired_at="2026-01-01T00:00Z")
    PublicService.objects.filter(slug="marriage").update(retired_at="2026-01-01T00:00Z")
    announce_change()
    assert slugs_near("louizalaan") == ["south", "north"]
    assert slugs_near("louizalaan", "marriage") == []


def test_a_new_street_is_known_after_the_change_is_announced() -> None:
    make_street("Rue Neuve", "Nieuwstraat")
    announce_change()
    assert slugs_near("nieuwstr.")[0] == "centre"


def test_the_page_shows_distances_and_says_how_they_are_measured(client: Client) -> None:
    shown = page(client, street="av. louise")
    assert "Near Avenue Louise - Louizalaan, 1050" in shown
    assert "500 m" in shown
    assert "5.1 km" in shown
    assert "as the crow flies" in shown
    assert shown.index("Office centre") < shown.index("Office south") < shown.index("Office north")


def test_the_page_asks_which_street_is_meant(client: Client) -> None:
    shown = page(client, street="Kerkstraat", service="marriage")
    assert "Which street do you mean?" in shown
    assert "Kerkstraat, 1020" in shown
    assert "?service=marriage&amp;street=" in shown
    assert "Office south" not in shown


def test_an_unknown_street_gets_suggestions_and_keeps_what_was_typed(client: Client) -> None:
    answer = client.get("/en/branches/", {"street": "avenue louvain"})
    assert answer.status_code == 404
    shown = answer.content.decode()
    assert "We do not know the street “avenue louvain”" in shown
    assert "Avenue Louise - Louizalaan, 1050" in shown
    assert 'value="avenue louvain"' in shown


def test_the_page_names_the_service_that_was_chosen(client: Client) -> None:
    shown = page(client, street="av. louise", service="marriage")
    assert "Branches that offer this service: Service marriage" in shown
    assert '<option value="marriage" selected>' in shown


def test_the_list_can_be_narrowed_to_a_service_without_a_street(client: Client) -> None:
    shown = page(client, service="marriage")
    assert "Where to go: Service marriage" in shown
    assert "Office south" in shown
    assert "Office north" not in shown


def test_a_service_that_no_branch_offers_leads_to_its_own_page(client: Client) -> None:
    assert "/en/services/tax-letter/" in page(client, service="tax-letter", street="louizalaan")


def test_an_unknown_service_is_not_found(client: Client) -> None:
    assert client.get("/en/branches/", {"service": "no-such", "street": "louizalaan"}).status_code == 404
    assert client.get("/en/branches/", {"service": "no-such"}).status_code == 404


@pytest.mark.parametrize(
    "street", ["x" * 10_000, "\x00\x01", "\u202elouise", "<script>alert(1)</script>", "'; DROP TABLE"]
)
def test_hostile_streets_get_a_page(client: Client, street: str) -> None:
    answer = client.get("/en/branches/", {"street": street})
    assert answer.status_code in {200, 404}  # without its invisible marks, one of them is a street
    assert "<script>alert" not in answer.content.decode()


def test_what_was_typed_is_not_kept_anywhere(client: Client) -> None:
    assert client.get("/en/branches/", {"street": "louizalaan"})["Cache-Control"] == "private, no-store"


def test_the_number_of_queries_does_not_grow_with_the_city(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page(client, street="louizalaan", service="passport")
    with django_assert_num_queries(2):
        page(client, street="louizalaan", service="passport")
    for number in range(5):
        offer(PublicService.objects.get(slug="passport"), make_branch(f"new-{number}", 50.8, 4.3))
    announce_change()
    page(client, street="louizalaan", service="passport")
    with django_assert_num_queries(2):
        page(client, street="louizalaan", service="passport")
