"""An address that leads nowhere leads on."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visitor
from tests.e2e.pages import NOT_FOUND

TITLES = {
    "nl": "We vinden deze pagina niet",
    "fr": "Nous ne trouvons pas cette page",
    "en": "We cannot find this page",
}


@pytest.mark.parametrize("language", TITLES)
def test_a_mistyped_address_suggests_what_was_meant(visitor: Visitor, language: str) -> None:
    visit = visitor(language=language)
    page = visit.go(f"/{language}/services/pasport/", status=404)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[language])
    page.get_by_role("main").locator("a[href$='/services/passport/']").click()
    assert visit.path == f"/{language}/services/passport/"


@pytest.mark.parametrize("path", ["/", "/xx/", "/nowhere", "/nowhere/at/all/"])
def test_without_a_known_language_the_answer_is_in_the_reader_s(visitor: Visitor, path: str) -> None:
    visit = visitor(language="fr")
    if path == "/":
        visit.go(path)
    else:
        page = visit.go(path, status=404)
        expect(page.get_by_role("heading", level=1)).to_have_text(TITLES["fr"])
    expect(visit.page.locator("html")).to_have_attribute("lang", "fr")


def test_a_page_that_is_not_there_still_has_menu_search_and_languages(visitor: Visitor) -> None:
    page = visitor().go(f"/en{NOT_FOUND}", status=404)
    expect(page.get_by_role("navigation").first).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_visible()
    page.locator("header a[hreflang='nl']").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES["nl"])
