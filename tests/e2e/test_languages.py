"""The same page in another language."""

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visitor
from tests.e2e.pages import EVERY_PAGE
from tests.e2e.visits import PHONE

CITY_LANGUAGES = ["nl", "fr", "en", "de"]


def switch(page: Page, language: str) -> None:
    page.locator(f"header a[hreflang='{language}']").click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def alternates(page: Page) -> dict[str, str]:
    """Where search engines find the page in each language."""
    found: dict[str, str] = page.locator("head link[rel=alternate][hreflang]").evaluate_all(
        "links => Object.fromEntries(links.map(link => [link.hreflang, link.href]))"
    )
    return found


@pytest.mark.parametrize(("path", "status"), EVERY_PAGE)
def test_the_switch_keeps_the_reader_on_the_page(visitor: Visitor, path: str, status: int) -> None:
    visit = visitor(width=PHONE)
    page = visit.go(f"/en{path}", status=status)
    for language in ("fr", "nl"):
        switch(page, language)
        assert visit.path == f"/{language}{path}"
    assert alternates(page) == {
        **{language: f"{visit.site}/{language}{path}" for language in CITY_LANGUAGES},
        "x-default": f"{visit.site}{path}",
    }
    current = page.locator("header a[hreflang][aria-current]")
    expect(current).to_have_count(1)
    expect(current).to_have_attribute("hreflang", "nl")


def test_the_switch_keeps_what_was_typed_as_it_was_typed(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.go("/en/search/")
    page.get_by_role("searchbox").press_sequentially("carte d'identité")
    expect(page).to_have_url(re.compile(r"\?q=carte"))
    expect(page.locator("#results").get_by_role("link").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    switch(page, "fr")
    expect(page.get_by_role("searchbox")).to_have_value("carte d'identité")
    assert unquote(visit.path.replace("+", " ")) == "/fr/search/?q=carte d'identité"


def test_the_address_without_a_language_leads_to_the_page_in_the_best_one(visitor: Visitor) -> None:
    visit = visitor(language="nl")
    visit.go("/services/passport/")
    assert visit.path == "/nl/services/passport/"


def test_a_page_that_is_not_translated_says_so_and_says_in_which_language_it_is(visitor: Visitor) -> None:
    page = visitor(language="de").go("/de/services/night-shop/")
    notice = page.get_by_role("main").locator(".utrecht-alert").first
    expect(notice).to_contain_text("noch nicht übersetzt")
    shown = page.get_by_role("heading", level=1).locator("[lang]").first
    assert shown.get_attribute("lang") in {"nl", "fr", "en"}
