"""Everything without a mouse."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visitor
from tests.e2e.visits import PHONE

MOST_STOPS = 60
FOCUS = """() => {
    const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
    return {
        name: (element.innerText || element.id || element.tagName).trim(),
        is_marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        is_in_view: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the wanted element has the focus; every stop on the way can be seen."""
    wanted = page.locator(selector).first
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["is_marked"], f"one cannot see the focus on {focus['name']}"
        assert focus["is_in_view"], f"the focus is out of sight on {focus['name']}"
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{selector} is not reached with {MOST_STOPS} times Tab")


def test_the_first_stop_skips_the_menu(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.go("/en/services/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert visit.path == "/en/services/#main"
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_from_the_first_page_to_a_document_by_keyboard(visitor: Visitor) -> None:
    visit = visitor(reduced_motion="reduce")
    page = visit.go("/en/")
    tab_to(page, "#q")
    page.keyboard.type("passport")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/search/\?q=passport$"))
    tab_to(page, "#results a[href$='/services/passport/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Passport")
    tab_to(page, ".z-answers a[href='#where']")
    page.keyboard.press("Enter")
    tab_to(page, "#where a[href*='/branches/']")
    page.keyboard.press("Enter")
    expect(page.locator("#hours")).to_be_visible()


def test_the_language_is_switched_by_keyboard_also_on_a_telephone(visitor: Visitor) -> None:
    visit = visitor(width=PHONE, reduced_motion="reduce")
    page = visit.go("/en/services/passport/")
    tab_to(page, "header a[hreflang='nl']")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    assert visit.path == "/nl/services/passport/"


def test_results_while_typing_leave_the_focus_where_it_is(visitor: Visitor) -> None:
    page = visitor(reduced_motion="reduce").go("/en/search/")
    tab_to(page, "#q")
    page.keyboard.type("marriage")
    expect(page.locator("#results").get_by_role("link").first).to_be_visible()
    expect(page.locator("#q")).to_be_focused()
    tab_to(page, "#results a")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).not_to_have_text("Search")


def test_a_closed_detail_opens_by_keyboard(visitor: Visitor) -> None:
    page = visitor(reduced_motion="reduce").go("/en/components/")
    page.locator("details summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details p").first).to_be_visible()
