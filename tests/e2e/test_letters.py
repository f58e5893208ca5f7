"""A letter from the form to the answer that leaves, and what a desk worker does with it before, on a telephone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.looking import sticking_out, violations
from tests.e2e.site import running_site
from tests.e2e.visits import HEIGHT, LOCALES, PHONE
from tests.e2e.workplace import AN_APPOINTMENT, running

SUBJECTS = {"nl": "Mijn nieuwe adres", "fr": "Ma nouvelle adresse"}
TEXTS = {
    "nl": "Goedendag, ik ben vorige week verhuisd. Wat moet ik nu doen?",
    "fr": "Bonjour, j’ai déménagé la semaine passée. Que dois-je faire maintenant ?",
}
MIA = """
from zenne.accounts.public import Team, TeamMembership
team = Team.objects.get_or_create(key="mobility", defaults={"name": {"en": "Mobility"}})[0]
person = Person.objects.get_or_create(name="Mia Claes")[0]
TeamMembership.objects.get_or_create(person=person, team=team, granted_by="system")
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("letters")


@pytest.fixture(scope="module")
def home(chromium: str, folder: Path) -> Iterator[str]:
    with running_site(folder, ZENNE_DEMO="true") as site:
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
    expect(page.locator("#kept")).to_have_text(re.compile(r"\d"))
    fits(page)
    page.reload()
    expect(page.locator("[name=text]")).to_have_value("…")
    page.locator("button[value=send]").press("Enter")
    page.locator("form[action$='/take-back/'] button").press("Enter")
    expect(page.locator("[name=text]")).to_have_value("…")
    fits(page)


def gather(page: Page, home: str, folder: Path, language: str) -> None:
    """Put the letter together with another one of the writer, ask a team, and link the appointment that it is about."""
    letter = page.url
    page.goto(f"{home}/{language}/write/")
    for name, words in (
        ("subject", "2"),
        ("text", TEXTS[language]),
        ("name", "Ann"),
        ("email", f"ann-{language}@example.org"),
    ):
        page.locator(f"[name={name}]").fill(words)
    page.locator("[name=email]").press("Enter")
    expect(page.locator("[role=status]")).to_be_visible()
    running(folder, MIA)
    code = running(folder, AN_APPOINTMENT.format(service="birth-certificate")).split("\n")[0]

    page.goto(letter)
    page.locator("a[href$='/merge/']").press("Enter")
    fits(page)
    page.locator("main a[href*='?with=']").first.press("Enter")
    fits(page)
    page.locator("main form button").press("Enter")
    expect(page.locator("[name=text]")).to_have_value("…")
    page.locator("#ask summary").press("Enter")
    page.locator("[name=asked]").select_option("team:mobility")
    page.locator("[name=note]").fill("?!")
    fits(page)
    page.locator("#ask button").press("Enter")
    expect(page.locator("a[href*='/asked/']")).to_be_visible()
    page.locator("[name=reference]").fill(code)
    page.locator("[name=reference]").press("Enter")
    expect(page.locator("#links a[href*='/staff/appointments/']")).to_be_visible()
    fits(page)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_letter_is_written_and_answered(browser: Browser, home: str, folder: Path, language: str) -> None:
    context = browser.new_context(locale=LOCALES[language], viewport={"width": PHONE, "height": HEIGHT})
    page = context.new_page()
    try:
        write(page, home, language)
        answer(page, home, language)
        if language == "nl":
            gather(page, home, folder, language)
    finally:
        context.close()
