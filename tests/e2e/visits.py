"""Somebody with a browser: what it asks for, and everything that goes wrong in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

PHONE = 320
DESKTOP = 1280
HEIGHT = 900
LOCALES = {"nl": "nl-BE", "fr": "fr-BE", "en": "en-GB", "de": "de-DE"}


@dataclass
class Visit:
    """A page of a new visitor. ``complaints`` are what a page that is all right never causes."""

    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str, *, status: int = 200) -> Page:
        """Load a page of the site and see that it answers with this status."""
        response = self.page.goto(self.site + path)
        assert response is not None
        assert response.status == status, f"{path} answers {response.status}"
        return self.page

    @property
    def path(self) -> str:
        """Where the visitor is now: path, query and fragment."""
        return self.page.url.removeprefix(self.site)

    def on_request(self, request: Request) -> None:
        if not request.url.startswith((self.site + "/", "data:", "blob:")):
            self.complaints.append(f"asked elsewhere for {request.url}")

    def on_console(self, message: ConsoleMessage) -> None:
        # The browser itself reports a page that is not there; the test of that page looks at the status.
        is_status = message.text.startswith("Failed to load resource") and "404" in message.text
        if message.type in {"error", "warning"} and not is_status:
            self.complaints.append(f"console: {message.text}")

    def on_page_error(self, error: Exception) -> None:
        self.complaints.append(f"script: {error}")


@contextmanager
def visiting(
    browser: Browser, site: str, *, language: str = "en", width: int = DESKTOP, **options: Any
) -> Iterator[Visit]:
    """A visitor with an empty cache. ``options`` are Playwright's for a new context.

    Raises:
        AssertionError: at the end, when the browser had something to complain about.
    """
    context = browser.new_context(
        locale=LOCALES[language], viewport={"width": width, "height": HEIGHT}, timezone_id="Europe/Brussels", **options
    )
    context.set_default_timeout(10_000)
    visit = Visit(page=context.new_page(), site=site)
    context.on("request", visit.on_request)
    context.on("console", visit.on_console)
    visit.page.on("pageerror", visit.on_page_error)
    try:
        yield visit
        assert not visit.complaints, "\n".join(visit.complaints)
    finally:
        context.close()


def chromium_program() -> Path | None:
    """Debian's Chromium without its windows, which takes half the time; else Chromium, or another one that is there."""
    places = (
        "/usr/bin/chromium-headless-shell",
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/snap/bin/chromium",
    )
    return next((Path(place) for place in places if Path(place).exists()), None)
