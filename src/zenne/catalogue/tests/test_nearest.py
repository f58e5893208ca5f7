"""The nearest branches, as a page shows them."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from zenne.catalogue.models import Branch, PublicService
from zenne.catalogue.places import nearest_branches
from zenne.catalogue.tests.place_builders import make_branch, make_street, offer, small_city
from zenne.core.content.public import announce_change, current_version
from zenne.core.languages.public import Translated

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
    assert "Which street or place do you mean?" in shown
    assert "Kerkstraat, 1020" in shown
    assert "?service=marriage&amp;street=" in shown
    assert "Office south" not in shown


def with_localities() -> None:
    """North is in Haren, south in Laken, the centre in Brussel."""
    for slug, postcode, dutch, french in (("north", "1130", "Haren", "Haren"), ("south", "1020", "Laken", "Laeken")):
        locality = Translated({"nl": dutch, "fr": french, "en": f"{french} / {dutch}" if dutch != french else dutch})
        Branch.objects.filter(slug=slug).update(postcode=postcode, locality=locality)
    make_street("Avenue du Port", "Havenlaan", at=(50.80, 4.35))
    make_street("Rue de Laeken", "Lakensestraat", at=(50.85, 4.35))
    announce_change()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("haren", "north"), ("1130", "north"), ("1130 Haren", "north"), ("Haren, Brussel", "north"),
        ("laken", "south"), ("Laeken", "south"), ("1020", "south"), ("1020 laken", "south"),
        ("1000", "centre"), ("Brussel", "centre"), ("1000 Bruxelles", "centre"),
    ],
)  # fmt: skip
def test_a_locality_or_a_postcode_alone_is_the_area_of_its_branches(typed: str, first: str) -> None:
    with_localities()
    found = nearest_branches(street=typed, version=current_version())
    assert found.area is not None
    assert found.places[0].place.branch.slug == first


def test_branches_in_the_area_come_before_nearer_ones_elsewhere() -> None:
    with_localities()
    make_branch("far-in-haren", 50.70, 4.35, postcode="1130", locality=Branch.objects.get(slug="north").locality)
    announce_change()
    assert slugs_near("haren")[:2] == ["far-in-haren", "north"] or slugs_near("haren")[:2] == ["north", "far-in-haren"]


@pytest.mark.parametrize("typed", ["haren", "1020", "1130 Haren"])
def test_the_name_of_an_area_finds_it_again(typed: str) -> None:
    with_localities()
    area = nearest_branches(street=typed, version=current_version()).area
    assert area is not None
    for label in (area.label, *(area.label_in(language) for language in ("nl", "fr", "en"))):
        assert nearest_branches(street=label, version=current_version()).street == area


@pytest.mark.parametrize("typed", ["lakens", "laeke", "1130 Laken"])
def test_when_it_is_not_sure_which_place_is_meant_the_page_asks(client: Client, typed: str) -> None:
    with_localities()
    shown = page(client, street=typed)
    assert "Which street or place do you mean?" in shown
    assert "Laeken / Laken" in shown
    assert "Office south" not in shown


@pytest.mark.parametrize("typed", ["9000", "12", "1"])
def test_a_number_that_is_no_postcode_here_suggests_no_streets_by_chance(client: Client, typed: str) -> None:
    with_localities()
    answer = client.get("/en/branches/", {"street": typed})
    assert answer.status_code == 404
    assert "Perhaps you mean" not in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "name"),
    [("nl", "Louizalaan - Avenue Louise, 1050"), ("fr", "Avenue Louise - Louizalaan, 1050")],
)
def test_a_street_is_named_in_the_reader_s_language_first(client: Client, language: str, name: str) -> None:
    assert name in client.get(f"/{language}/branches/", {"street": "louizalaan"}).content.decode()
    assert slugs_near(name) == slugs_near("louizalaan")


def test_an_unknown_street_gets_suggestions_and_keeps_what_was_typed(client: Client) -> None:
    answer = client.get("/en/branches/", {"street": "avenue louisas"})
    assert answer.status_code == 404
    shown = answer.content.decode()
    assert "We do not know the street or place “avenue louisas”" in shown
    assert "Avenue Louise - Louizalaan, 1050" in shown
    assert 'value="avenue louisas"' in shown


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
