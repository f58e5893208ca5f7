"""The map, drawn only for who asks for it."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visitor
from tests.e2e.visits import DESKTOP, PHONE

SLOW_DRAWING_MS = 60_000
"""Without a graphics card the processor draws."""


def ask_for_map(page: Page) -> None:
    page.get_by_role("button", name="Show the map").press("Enter")
    page.locator("[data-map][data-drawn]").wait_for(timeout=SLOW_DRAWING_MS)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("path", ["/en/branches/", "/en/branches/centre/", "/en/branches/?street=havenlaan"])
def test_the_map_draws_the_streets_and_the_branches(visitor: Visitor, path: str, width: int) -> None:
    visit = visitor(width=width)
    page = visit.go(path)
    ask_for_map(page)
    picture, canvas = page.locator("[data-map-canvas]"), page.locator(".maplibregl-canvas")
    with_streets = picture.screenshot()
    canvas.evaluate("canvas => { canvas.style.visibility = 'hidden' }")
    assert picture.screenshot() != with_streets
    # Chromium itself complains that a picture of a drawing by the processor is slow to take.
    visit.complaints[:] = [complaint for complaint in visit.complaints if "GPU stall" not in complaint]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_nothing_of_the_map_is_loaded_before_somebody_asks(visitor: Visitor) -> None:
    visit, asked = visitor(), list[str]()
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.go("/en/branches/").wait_for_load_state("networkidle")
    assert not [address for address in asked if "map" in address.removeprefix(visit.site)]
    ask_for_map(visit.page)
    assert [address for address in asked if address.endswith("/map/streets.geojson")]


def test_the_keyboard_goes_from_the_button_into_the_map_and_to_its_branches(visitor: Visitor) -> None:
    page = visitor().go("/en/branches/")
    ask_for_map(page)
    expect(page.locator(".maplibregl-canvas")).to_be_focused()
    pin = page.locator(".z-pin").first
    before = pin.bounding_box()
    page.keyboard.press("ArrowRight")
    expect(pin).not_to_have_css("transform", "none")
    page.wait_for_function("box => document.querySelector('.z-pin').getBoundingClientRect().x < box.x - 5", arg=before)
    expect(page.get_by_role("link", name="Laeken Administrative Centre").first).to_be_visible()


def test_without_javascript_there_is_no_button_and_the_addresses_stay(visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False).go("/en/branches/")
    expect(page.get_by_role("button", name="Show the map")).to_have_count(0)
    assert page.locator("#places .z-links__item").count() > 5


def test_a_map_that_cannot_be_loaded_says_so(visitor: Visitor) -> None:
    visit = visitor()
    visit.page.route("**/map/branches.geojson*", lambda route: route.abort())
    page = visit.go("/en/branches/")
    page.get_by_role("button", name="Show the map").click()
    expect(page.locator("[data-map-message]")).to_contain_text("The map cannot be shown here.")
    expect(page.get_by_role("button", name="Show the map")).to_be_enabled()
    visit.complaints.clear()
