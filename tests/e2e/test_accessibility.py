"""Every kind of page against the rules of axe-core, in light and in dark, on a telephone and on a desk."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Visitor
from tests.e2e.pages import EVERY_PAGE
from tests.e2e.site import CLONE
from tests.e2e.visits import HEIGHT, PHONE

AXE = CLONE / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LANGUAGES = ("nl", "fr", "en", "de")
IN_A_LANGUAGE = [
    pytest.param(f"/{LANGUAGES[number % len(LANGUAGES)]}{page.values[0]}", *page.values[1:], id=page.id)
    for number, page in enumerate(EVERY_PAGE)
]


def violations(page: Page) -> list[str]:
    """What axe-core finds, one line for each element."""
    found: list[dict[str, Any]] = page.evaluate(
        "async rules => (await axe.run(document, {runOnly: rules, resultTypes: ['violations']})).violations", RULES
    )
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]} ({node['failureSummary']})"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize(("path", "status"), IN_A_LANGUAGE)
def test_axe_finds_nothing(visitor: Visitor, path: str, status: int) -> None:
    visit = visitor(reduced_motion="reduce", color_scheme="light")
    page = visit.go(path, status=status)
    page.evaluate(AXE.read_text())
    found = {"light, desk": violations(page)}
    page.emulate_media(color_scheme="dark")
    found["dark, desk"] = violations(page)
    page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    found["dark, telephone"] = violations(page)
    assert {where: what for where, what in found.items() if what} == {}
