"""What is wrong with a page that somebody has in front of them: found by axe-core, and by looking at its edges."""

from typing import Any

from playwright.sync_api import Page

from tests.e2e.site import CLONE
from tests.e2e.visits import DESKTOP, HEIGHT, PHONE

AXE = (CLONE / "node_modules" / "axe-core" / "axe.min.js").resolve()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# No rule among them reads style sheets or media, which axe would fetch once more each time.
RUN = """async rules => (
    await axe.run(document, {runOnly: rules, resultTypes: ["violations"], preload: false})
).violations"""
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""What another look of the same page can change."""
# How a page is built: its elements with their roles, classes and names of attributes, and whether there is text in
# them. What stands below each other and is built alike, as the rows of a table, counts once; of a list also when it
# stands apart, and in any order: the language of the reader has its place between the others. First the frame, then the
# content of the page.
BUILD = """() => {
    const told = /^(class|role|type|scope|style|hidden|disabled|tabindex|colspan|aria-(?!label|described|controls))/;
    const attributes = element => [...element.attributes].map(({name, value}) =>
        told.test(name) ? `${name}=${value}` : name + (value.trim() ? "" : "=")).sort().join(" ");
    const built = element => {
        const parts = [...element.childNodes].map(child =>
            child.nodeType === Node.TEXT_NODE ? (child.data.trim() ? "T" : "") :
            child.nodeType !== Node.ELEMENT_NODE || /^(script|style|main)$/i.test(child.localName) ? "" : built(child));
        const there = parts.filter(Boolean);
        const alone = /^[uo]l$/i.test(element.localName)
            ? [...new Set(there)].sort()
            : there.filter((part, place) => part !== there[place - 1]);
        return `<${element.localName} ${attributes(element)}>${alone.join("")}</>`;
    };
    return [document.documentElement, document.querySelector("main")].map(part => part ? built(part) : "");
}"""
SCREEN = "`${innerWidth} ${matchMedia('(prefers-color-scheme: dark)').matches}`"
SEEN: set[tuple[str, ...]] = set()
# What sticks out at the side, except inside a container that scrolls by itself.
SCROLLING = ".z-table-scroll, .z-visually-hidden"
TOO_WIDE = """() => [...document.querySelectorAll("body *")].filter(element => {
    const box = element.getBoundingClientRect();
    const isShown = box.width > 0 && box.height > 0 && !element.closest(SCROLLING);
    return isShown && (box.right > document.documentElement.clientWidth + 1 || box.left < -1);
}).filter(element => !element.matches(".utrecht-skip-link")).map(element => element.outerHTML.slice(0, 150))""".replace(
    "SCROLLING", f"'{SCROLLING}'"
)


def sticking_out(page: Page) -> list[str]:
    """What is wider than the window, of a page that a click may only just have asked for."""
    page.wait_for_load_state("load")
    scrolls = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [*page.evaluate(TOO_WIDE), *(["the whole page"] if scrolls else [])]


def violations(page: Page, rules: list[str] = RULES) -> list[str]:
    """What axe-core finds, one line for each element. ``rules`` are its own names, or the tags of many.

    A page of which the frame and the content are each built as those of one on which nothing was found, on a screen as
    wide and as dark, is not looked at again: words in another language break no rule.
    """
    page.wait_for_load_state("load")
    screen = str(page.evaluate(SCREEN)), *rules
    looks = {(part, *screen) for part in page.evaluate(BUILD)}
    if looks <= SEEN:
        return []
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = page.evaluate(RUN, rules)
    if not found:
        SEEN.update(looks)
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]} ({node['failureSummary']})"
        for rule in found
        for node in rule["nodes"]
    ]


def check(page: Page) -> None:
    """Nothing sticks out on a telephone and on a desk, and axe finds nothing, in light and dark."""
    size = page.viewport_size
    for width in (PHONE, DESKTOP):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert sticking_out(page) == []
    if size:
        page.set_viewport_size(size)
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    found += violations(page, OF_COLOURS)
    page.emulate_media(color_scheme="light")
    assert found == []
