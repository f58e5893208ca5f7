"""Pages fit the screen, the eyes and the paper of whoever reads them."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visitor
from tests.e2e.looking import sticking_out
from tests.e2e.pages import EVERY_PAGE
from tests.e2e.visits import DESKTOP, HEIGHT, PHONE

# Text that its own box cuts off.
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter(element => {
    const style = getComputedStyle(element);
    const hides = [style.overflowX, style.overflowY].some(value => value === "hidden" || value === "clip");
    const isLarger = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
    return hides && isLarger && element.innerText?.trim() && !element.matches(".z-visually-hidden");
}).map(element => element.outerHTML.slice(0, 150))"""


@pytest.mark.parametrize(("path", "status"), EVERY_PAGE)
def test_nothing_sticks_out_on_a_telephone_even_with_text_twice_as_large_on_a_desk(
    visitor: Visitor, path: str, status: int
) -> None:
    visit = visitor(width=PHONE)
    for language in ("nl", "fr", "en", "de"):
        page = visit.go(f"/{language}{path}", status=status)
        assert sticking_out(page) == []
    # WCAG 1.4.4: text alone twice as large, in a window of the usual size.
    page.set_viewport_size({"width": DESKTOP, "height": HEIGHT})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert sticking_out(page) == []
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == pytest.approx(36)


def test_paper_shows_the_text_without_what_one_clicks(visitor: Visitor) -> None:
    page = visitor(color_scheme="dark").go("/en/services/identity-card/")
    page.emulate_media(media="print")
    for hidden in ("header", "footer", "main form", "nav"):
        for element in page.locator(hidden).all():
            expect(element).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("#needs")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_nothing_moves_for_who_asked_for_no_motion(visitor: Visitor) -> None:
    moving = """() => [...document.querySelectorAll("*"), document.documentElement].filter(element =>
        ["", "::before", "::after"].some(part => {
            const style = getComputedStyle(element, part || null);
            const lasts = value => value.split(",").some(time => parseFloat(time) > 0);
            return (style.animationName !== "none" && lasts(style.animationDuration))
                || lasts(style.transitionDuration) || style.scrollBehavior === "smooth";
        })).map(element => element.outerHTML.slice(0, 100))"""
    page = visitor(reduced_motion="reduce").go("/en/components/")
    assert page.evaluate(moving) == []
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(moving) != []


def test_the_dark_look_is_dark(visitor: Visitor) -> None:
    page = visitor(color_scheme="dark").go("/en/")
    channels = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number)")
    assert max(channels) < 64
