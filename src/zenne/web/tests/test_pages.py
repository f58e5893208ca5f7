"""The pages that belong to no module, asked by browsers and by people who mean harm."""

from pathlib import Path

import pytest
from django.templatetags.static import static
from django.test import Client, RequestFactory
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from zenne.catalogue.public import load_city
from zenne.web.errors import server_error
from zenne.web.masking import masked
from zenne.web.middleware import route_of
from zenne.web.settings import STORAGES

PROJECT = Path(__file__).resolve().parents[4]
PRODUCTION_STORAGES = {"staticfiles": STORAGES["staticfiles"]}
HOSTILE = [
    "a" * 10_000,
    "\x00\x01\x1f",
    "\u202epassport\u202c \u200f",
    "'; DROP TABLE catalogue_publicservice; --",
    '<script>alert("x")</script>',
    '" OR NEAR(* ^ - ( )',
    "%s %(x)s {{ 7*7 }} {% url %}",
    "\ud800",
]


@pytest.mark.django_db
@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_query_gets_a_page_and_runs_nothing(client: Client, query: str) -> None:
    response = client.get("/en/search/", {"q": query.encode("utf-8", "surrogatepass")})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.django_db
@examples(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_address_gets_a_page_never_an_error(client: Client, path: str) -> None:
    response = client.get(f"/nl/{path.lstrip('/')}")
    assert response.status_code in {200, 301, 302, 404}


@pytest.mark.django_db
def test_an_unknown_language_gets_a_page_in_the_reader_s_own(client: Client) -> None:
    response = client.get("/xx/services/", headers={"Accept-Language": "fr"})
    assert response.status_code == 404
    assert "Nous ne trouvons pas cette page" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "answered"), [("fr-BE,fr;q=0.9", "/fr/"), ("nl", "/nl/"), ("de,en", "/de/"), ("ja", "/en/")]
)
def test_a_first_visit_goes_to_the_language_of_the_browser(client: Client, asked: str, answered: str) -> None:
    response = client.get("/", headers={"Accept-Language": asked})
    assert response.headers["Location"] == answered
    assert "Accept-Language" in response.headers["Vary"]


@pytest.fixture
def eupen(db: None) -> None:
    """A city that shows no English."""
    load_city(PROJECT / "cities" / "eupen")


@pytest.mark.usefixtures("eupen")
@pytest.mark.parametrize("path", ["", "services/passport/", "branches/", "data/", "data/streets/"])
@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("en,fr;q=0.8", "fr"),
        ("en-GB,en;q=0.9,nl-BE;q=0.3", "nl"),
        ("fr;q=0.2,nl;q=0.7", "nl"),
        ("fr;q=0,nl;q=0.1", "nl"),
        ("ar", "de"),
        ("*", "de"),
        ("", "de"),
        ("\x00;;q=x,,", "de"),
    ],
)
def test_without_a_language_in_the_address_the_reader_s_order_chooses_among_those_of_the_city(
    client: Client, path: str, asked: str, answered: str
) -> None:
    response = client.get(f"/{path}", headers={"Accept-Language": asked})
    assert response.headers["Location"] == f"/{answered}/{path}"
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.usefixtures("eupen")
@pytest.mark.parametrize("path", ["", "services/", "search/?q=pass", "components/", "data/", "sign-in/"])
def test_a_language_that_the_city_does_not_show_has_no_pages(client: Client, path: str) -> None:
    response = client.get(f"/en/{path}", headers={"Accept-Language": "en,nl;q=0.5"})
    assert response.status_code == 404
    assert '<html lang="nl"' in response.content.decode()
    assert client.get(f"/de/{path}").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/services/passport/", "/branches", "/data/streets/", "/data/streets.ttl"])
def test_a_line_of_the_log_names_the_route_of_an_address_without_a_language(client: Client, path: str) -> None:
    route = route_of(client.get(path).wsgi_request)
    assert masked(route) == route
    assert route.startswith("<") or "<slug:slug>" in route


@pytest.mark.django_db
def test_no_page_allows_scripts_or_styles_of_others(client: Client) -> None:
    policy = client.get("/en/components/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "'unsafe-inline'" not in policy
    assert "http" not in policy


@pytest.mark.django_db
def test_the_nonce_of_the_policy_is_that_of_the_page_and_new_every_time(client: Client) -> None:
    nonces = set()
    for _ in range(3):
        response = client.get("/en/")
        nonce = response.headers["Content-Security-Policy"].split("'nonce-")[1].split("'")[0]
        assert f'nonce="{nonce}"' in response.content.decode()
        nonces.add(nonce)
    assert len(nonces) == 3


@pytest.mark.django_db
def test_health_is_told_in_one_word(client: Client) -> None:
    assert client.get(reverse("healthz")).json() == {"status": "ok"}


@pytest.mark.django_db
def test_a_form_from_another_site_is_not_accepted_and_says_so_in_the_reader_s_language() -> None:
    response = Client(enforce_csrf_checks=True).post("/nl/sign-out/", headers={"origin": "https://evil.example"})
    assert response.status_code == 403
    assert '<html lang="nl"' in response.content.decode()


@pytest.mark.parametrize("manifest", [None, "", "not JSON", '{"version": "1.1", "paths": {}}', '{"version": "0"}'])
def test_the_page_about_an_error_needs_no_built_assets(
    settings: Settings, tmp_path: Path, manifest: str | None
) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | PRODUCTION_STORAGES
    if manifest is not None:
        (tmp_path / "staticfiles.json").write_text(manifest)
    with pytest.raises(ValueError, match=r"manifest|Manifest"):
        static("web/zenne.entry.css")
    response = server_error(RequestFactory().get("/fr/services/"))
    shown = response.content.decode()
    assert response.status_code == 500
    assert '<html lang="fr">' in shown
    assert 'href="/fr/"' in shown
    assert "stylesheet" not in shown


def test_the_page_about_an_error_has_its_style_where_there_is_one() -> None:
    assert (
        f'rel="stylesheet" href="{static("web/zenne.entry.css")}"'
        in server_error(RequestFactory().get("/x/")).content.decode()
    )
