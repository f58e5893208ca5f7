"""A letter from the form to the answer that leaves, on a telephone and with the keys alone where it matters."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.looking import sticking_out, violations
from tests.e2e.site import running_site
from tests.e2e.visits import HEIGHT, LOCALES, PHONE

SUBJECTS = {"nl": "Mijn nieuwe adres", "fr": "Ma nouvelle adresse"}
TEXTS = {
    "nl": "Goedendag, ik ben vorige week verhuisd. Wat moet ik nu doen?",
    "fr": "Bonjour, j’ai déménagé la semaine passée. Que dois-je faire maintenant ?",
}


@pytest.fixture(scope="module")
def home(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_site(tmp_path_factory.mktemp("letters"), ZENNE_DEMO="true") as site:
        yield site


def fits(page: Page) -> None:
    """It is whole on a telephone, and axe finds nothing."""
    assert sticking_out(page) == []
    assert violations(page) == []


def write(page: Page, home: str, language: str) -> None:
    """Come from the page of the service, make a mistake, and mend it: what was typed is still there."""
    page.goto(f"{home}/{language}/services/change-of-address/")
    page.locator("main a[href*='/write/']").click()
    expect(page.locator("[name=service]")).to_have_value("change-of-address")
    page.locator("[name=subject]").fill(SUBJECTS[language])
    page.locator("[name=text]").fill(TEXTS[language])
    page.locator("[name=name]").fill("Ann Peeters")
    page.locator("[name=email]").fill("ann")
    page.locator("[name=email]").press("Enter")
    expect(page.locator("[name=text]")).to_have_value(TEXTS[language])
    expect(page.locator("[name=email]")).to_have_attribute("aria-invalid", "true")
    fits(page)
    page.locator("[name=email]").fill(f"ann-{language}@example.org")
    page.locator("[name=email]").press("Enter")
    expect(page.locator("[role=status]")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text(SUBJECTS[language])
    fits(page)


def answer(page: Page, home: str, language: str) -> None:
    """Find it in a pile, answer it, and take the answer back."""
    path = f"/{language}/staff/letters/?pile=week"
    page.goto(home + path)
    page.locator("form[action*='/desk-worker/'] button").click()
    expect(page).to_have_url(home + path)
    fits(page)
    page.get_by_role("link", name=SUBJECTS[language]).click()
    page.locator("form[action$='/hold/'] button").press("Enter")
    expect(page.locator("[name=language]")).to_have_value(language)
    page.locator("[name=text]").fill("…")
    fits(page)
    page.locator("button[value=send]").press("Enter")
    page.locator("form[action$='/take-back/'] button").press("Enter")
    expect(page.locator("[name=text]")).to_have_value("…")
    fits(page)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_letter_is_written_and_answered(browser: Browser, home: str, language: str) -> None:
    context = browser.new_context(locale=LOCALES[language], viewport={"width": PHONE, "height": HEIGHT})
    page = context.new_page()
    try:
        write(page, home, language)
        answer(page, home, language)
    finally:
        context.close()
