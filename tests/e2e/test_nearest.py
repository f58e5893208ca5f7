"""From a street to the nearest branch."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visitor
from tests.e2e.visits import DESKTOP, PHONE

STREETS = {"nl": "havenlaan", "fr": "av. du port", "en": "avenue du portt"}
EVERYWHERE = [(language, width) for language in STREETS for width in (PHONE, DESKTOP)]
DISTANCE = re.compile(r"([\d.,]+)\s?(k?m)\b")


def metres(page: Page) -> list[float]:
    """The distances in the list, from top to bottom."""
    found = [DISTANCE.search(place) for place in page.locator("#places .z-links__facts").all_inner_texts()]
    return [float(match[1].replace(",", ".")) * (1000 if match[2] == "km" else 1) for match in found if match]


@pytest.mark.parametrize(("language", "width"), EVERYWHERE)
def test_from_a_service_and_a_street_to_the_nearest_branch(visitor: Visitor, language: str, width: int) -> None:
    visit = visitor(language=language, width=width)
    page = visit.go(f"/{language}/services/identity-card/")
    page.locator("#where .z-links__text a").first.click(trial=True)  # nothing lies above the way to an appointment
    page.locator("#street").fill(STREETS[language])
    page.locator("#where form button").click()
    expect(page.locator("#places-title")).to_contain_text(re.compile("Avenue du Port|Havenlaan"))
    distances = metres(page)
    assert len(distances) >= 2
    assert distances == sorted(distances)
    expect(page.locator("#service")).to_have_value("identity-card")
    expect(page.locator("#street")).to_have_value(STREETS[language])
    page.locator("#places .z-links__link").first.click()
    assert re.fullmatch(rf"/{language}/branches/[a-z-]+/", visit.path)


@pytest.mark.parametrize(
    ("typed", "first", "heading"),
    [
        ("haren", "haren", "In de buurt van Haren"),
        ("laken", "(laeken|mutsaard)", "In de buurt van Laken"),
        ("1120", "neder-over-heembeek", "In de buurt van 1120 Neder-Over-Heembeek"),
        ("wetstraat", "european-quarter", "In de buurt van Wetstraat"),
    ],
)
def test_a_place_is_found_by_its_own_name(visitor: Visitor, typed: str, first: str, heading: str) -> None:
    page = visitor(language="nl").go(f"/nl/branches/?street={typed}")
    expect(page.locator("#places-title")).to_contain_text(heading)
    expect(page.locator("#places .z-links__link").first).to_have_attribute(
        "href", re.compile(f"^/nl/branches/{first}/$")
    )


def test_the_street_survives_the_switch_of_language(visitor: Visitor) -> None:
    page = visitor().go("/en/branches/?street=havenlaan")
    page.locator("header a[hreflang='fr']").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("#street")).to_have_value("havenlaan")


def test_the_nearest_branch_is_found_without_javascript(visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False).go("/en/branches/")
    page.locator("#street").fill("groendreef")
    page.get_by_role("button", name="Find the nearest branch").click()
    expect(page.locator("#places-title")).to_contain_text("Groendreef")
    assert page.locator("#places .z-links__item").count() > 1


def test_an_unknown_street_is_said_to_be_unknown_and_kept_in_its_field(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.go("/en/branches/?street=qqqqqq", status=404)
    expect(page.locator("#places-title")).to_have_text("We do not know the street or place “qqqqqq”")
    expect(page.locator("#street")).to_have_value("qqqqqq")
    expect(page.locator("#street")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("link", name="Show all branches").click()
    assert page.locator("#places .z-links__item").count() > 5


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "' OR 1=1 --", "\u202eevil", "a" * 5000])
def test_a_hostile_street_is_shown_as_text(visitor: Visitor, hostile: str) -> None:
    page = visitor().go(f"/en/branches/?street={quote(hostile)}", status=404)
    expect(page.locator("#street")).to_be_visible()
    assert page.locator("main script, main img").count() == 0
