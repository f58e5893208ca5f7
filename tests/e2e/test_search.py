"""Finding something by typing what one calls it."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visitor
from tests.e2e.visits import DESKTOP, PHONE

WORDS = {"nl": "verhuizen", "fr": "déménagement", "en": "moving house"}
EVERYWHERE = [(language, width) for language in WORDS for width in (PHONE, DESKTOP)]
ADDRESS = re.compile("adres|address", re.IGNORECASE)


@pytest.mark.parametrize(("language", "width"), EVERYWHERE)
def test_results_appear_as_one_types(visitor: Visitor, language: str, width: int) -> None:
    visit = visitor(language=language, width=width)
    page = visit.go(f"/{language}/search/")
    page.get_by_role("searchbox").press_sequentially(WORDS[language])
    expect(page.locator("#results").get_by_role("link", name=ADDRESS).first).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value(WORDS[language])
    expect(page).to_have_url(re.compile(r"\?q="))


@pytest.mark.parametrize(("language", "width"), EVERYWHERE)
def test_the_search_works_without_javascript(visitor: Visitor, language: str, width: int) -> None:
    visit = visitor(language=language, width=width, java_script_enabled=False)
    page = visit.go(f"/{language}/")
    page.get_by_role("searchbox").fill(WORDS[language])
    page.get_by_role("search").get_by_role("button").click()
    assert visit.path.startswith(f"/{language}/search/?q=")
    page.locator("#results").get_by_role("link", name=ADDRESS).first.click()
    assert visit.path.startswith(f"/{language}/services/")


def test_a_typing_mistake_still_finds_the_document(visitor: Visitor) -> None:
    page = visitor().go("/en/search/?q=pasport")
    expect(page.locator("#results").get_by_role("link", name="passport").first).to_be_visible()


def test_a_search_without_results_says_so_and_offers_a_way_on(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.go("/en/search/?q=xyzzyplugh")
    expect(page.locator("#results")).to_contain_text("We found nothing for “xyzzyplugh”.")
    page.locator("#results").get_by_role("link", name="All services").click()
    assert visit.path == "/en/services/"


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' OR 1=1 --", "\u202emurder\u202c", "💥" * 50],
)
def test_a_hostile_query_is_shown_as_text(visitor: Visitor, hostile: str) -> None:
    page = visitor().go("/en/search/")
    box = page.get_by_role("searchbox")
    box.fill(hostile)
    box.press("Enter")
    expect(page.locator("#results")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value(hostile)
    assert page.locator("main img, main script").count() == 0


@pytest.mark.parametrize(("language", "width"), EVERYWHERE)
def test_the_box_of_the_home_page_suggests_as_one_types(visitor: Visitor, language: str, width: int) -> None:
    visit = visitor(language=language, width=width)
    page = visit.go(f"/{language}/")
    page.get_by_role("searchbox").press_sequentially(WORDS[language])
    expect(page.locator("#suggestions").get_by_role("link", name=ADDRESS).first).to_be_visible()
    assert page.locator("#suggestions .z-links__item").count() <= 5
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert visit.path == f"/{language}/"
    page.get_by_role("searchbox").fill("")
    expect(page.locator("#suggestions")).to_have_text("")
    page.get_by_role("searchbox").fill(WORDS[language])
    page.locator("#suggestions").get_by_role("link", name=ADDRESS).first.click()
    assert visit.path.startswith(f"/{language}/services/")
