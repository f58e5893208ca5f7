"""The layers of the map, and the button that asks for it."""

import gzip
import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from zenne.catalogue.layers import rounded
from zenne.catalogue.models import Branch
from zenne.catalogue.tests.place_builders import make_branch, make_street, small_city
from zenne.core.content.public import announce_change


@pytest.fixture(autouse=True)
def _city(db: None) -> None:
    small_city()


def features(client: Client, path: str) -> list[dict[str, Any]]:
    answer = client.get(path)
    assert answer["Content-Type"] == "application/geo+json"
    whole = json.loads(answer.content)
    assert whole["type"] == "FeatureCollection"
    return list(whole["features"])


def test_streets_carry_both_names_and_their_line(client: Client) -> None:
    found = {each["properties"]["name"]: each["geometry"] for each in features(client, "/map/streets.geojson")}
    assert found["Avenue Louise - Louizalaan"] == {
        "type": "LineString",
        "coordinates": [[4.3495, 50.8455], [4.3505, 50.8455]],
    }


def test_streets_travel_compressed_to_who_can_read_that(client: Client) -> None:
    answer = client.get("/map/streets.geojson", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(answer.content)) == json.loads(client.get("/map/streets.geojson").content)


def test_streets_are_not_sent_again_until_they_change(client: Client) -> None:
    etag = client.get("/map/streets.geojson")["ETag"]
    assert client.get("/map/streets.geojson", headers={"if-none-match": etag}).status_code == 304
    make_street("Rue Neuve", "Nieuwstraat")
    announce_change()
    answer = client.get("/map/streets.geojson", headers={"if-none-match": etag})
    assert answer.status_code == 200
    assert "Nieuwstraat" in answer.content.decode()


def test_branches_are_named_and_linked_in_the_language_of_the_page(client: Client) -> None:
    [south] = [
        each for each in features(client, "/map/branches.geojson?lang=fr") if each["properties"]["slug"] == "south"
    ]
    assert south["properties"] == {
        "slug": "south",
        "name": "Bureau south",
        "address": "Rue 1, 1000 Bruxelles",
        "url": "/fr/branches/south/",
    }
    assert south["geometry"] == {"type": "Point", "coordinates": [4.35, 50.8]}


@pytest.mark.parametrize("language", ["xx", "", "../en", "e\x00n"])
def test_an_unknown_language_is_not_found(client: Client, language: str) -> None:
    assert client.get("/map/branches.geojson", {"lang": language}).status_code == 404


def test_a_retired_branch_is_not_on_the_map(client: Client) -> None:
    Branch.objects.filter(slug="south").update(retired_at="2026-01-01T00:00Z")
    announce_change()
    assert len(features(client, "/map/branches.geojson?lang=nl")) == 2


def test_coordinates_of_any_depth_are_rounded_to_a_metre() -> None:
    geometry = {"type": "MultiLineString", "coordinates": [[[4.123456789, 50.987654321], [4, 50]]]}
    assert rounded(geometry)["coordinates"] == [[[4.12346, 50.98765], [4, 50]]]


def test_pages_offer_the_map_hidden_until_there_is_a_script(client: Client) -> None:
    for path, shown in (("/en/branches/", "centre north south"), ("/en/branches/south/", "south")):
        page = client.get(path).content.decode()
        assert "data-map-button hidden>" in page
        assert f'data-shown="{shown}"' in page
        assert 'data-branches="/map/branches.geojson?lang=en"' in page


def test_the_map_shows_the_street_that_was_asked_for(client: Client) -> None:
    page = client.get("/en/branches/", {"street": "louizalaan"}).content.decode()
    assert 'data-latitude="50.84550" data-longitude="4.35000" data-street="Avenue Louise - Louizalaan, 1050"' in page


def test_the_layers_need_two_queries_however_large_the_city(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(10):
        make_street(f"Rue {number}", f"Straat {number}")
        make_branch(f"new-{number}", 50.8, 4.3)
    announce_change()
    for path in ("/map/streets.geojson", "/map/branches.geojson?lang=en"):
        with django_assert_num_queries(2):
            client.get(path)
        with django_assert_num_queries(1):
            client.get(path)
