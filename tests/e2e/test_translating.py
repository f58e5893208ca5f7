"""The translator's day, and what colleagues and the city folder do meanwhile."""

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.accounts import somebody
from tests.e2e.behind import command
from tests.e2e.looking import check
from tests.e2e.site import CITY, running_site
from tests.e2e.visits import DESKTOP, PHONE

# Each day needs a service without German.
DAYS = [("nl", PHONE, "night-shop"), ("fr", DESKTOP, "scaffolding-permit")]
GERMAN = {"name": "Deutscher Name", "summary": "Kurz gesagt.", "description": "Erster Absatz.\n\nZweiter Absatz."}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def home(chromium: str, folder: Path) -> Iterator[str]:
    with running_site(folder, ZENNE_DEMO="true") as site:
        yield site


def sign_in(page: Page, home: str, path: str) -> None:
    """Be the desk worker of the demonstration, who has a place in a team."""
    page.goto(home + path)
    page.locator("form[action*='/desk-worker/'] button").click()
    expect(page).to_have_url(home + path)


def write(page: Page, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        page.locator(f"textarea[name='{name}-text']").fill(text)


def press(page: Page, do: str) -> None:
    page.locator(f"button[name=do][value={do}]").click()


@pytest.mark.parametrize(("language", "width", "service"), DAYS)
def test_a_day_at_the_translation_desk(browser: Browser, home: str, language: str, width: int, service: str) -> None:
    with somebody(browser, language=language, width=width) as page:
        sign_in(page, home, f"/{language}/staff/")
        page.get_by_role("main").locator("a[href$='/staff/translations/']").click()
        check(page)
        page.locator("a[href$='/translations/de/?state=missing']").click()
        page.locator("select[name=kind]").select_option("service")
        page.locator("input[name=q]").fill(service)
        page.locator("form[role=search] button").click()
        check(page)
        page.locator(f"a[href$='/translations/de/service/{service}/']").click()
        check(page)

        write(page, {"name": "x" * 61, "summary": GERMAN["summary"]})
        press(page, "publish")
        expect(page.get_by_role("alert")).to_be_visible()
        expect(page.locator("textarea[name=name-text]")).to_have_attribute("aria-invalid", "true")
        expect(page.locator("textarea[name=summary-text]")).to_have_value(GERMAN["summary"])
        check(page)

        write(page, GERMAN)
        press(page, "preview")
        expect(page.locator(".z-preview")).to_be_visible()
        expect(page.locator("html")).to_have_attribute("lang", "de")
        expect(page.get_by_role("heading", level=1)).to_have_text(GERMAN["name"])
        check(page)
        page.locator(".z-preview a").click()
        press(page, "publish")
        expect(page.get_by_role("status")).to_be_visible()

        page.goto(f"{home}/de/services/{service}/")
        expect(page.get_by_role("heading", level=1)).to_have_text(GERMAN["name"])
        take_back(page, home, f"/{language}/staff/translations/de/service/{service}/history/")
        page.goto(f"{home}/de/services/{service}/")
        expect(page.get_by_role("heading", level=1)).not_to_have_text(GERMAN["name"])


def take_back(page: Page, home: str, history: str) -> None:
    page.goto(home + history)
    expect(page.get_by_role("main")).to_contain_text("Jonas Lambert")
    check(page)
    page.locator("a[href$='/undo/']").first.click()
    check(page)
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("status")).to_be_visible()


def test_two_translators_at_once_see_both_texts(browser: Browser, home: str) -> None:
    path = "/en/staff/translations/fr/service/passport/"
    with somebody(browser) as first, somebody(browser, width=PHONE) as second:
        sign_in(first, home, path)
        sign_in(second, home, path)
        write(first, {"name": "Passeport belge"})
        press(first, "save")
        write(second, {"name": "Le passeport"})
        press(second, "save")
        expect(second.locator(".z-rival")).to_contain_text("Passeport belge")
        expect(second.locator("textarea[name=name-text]")).to_have_value("Le passeport")
        check(second)
        second.locator("input[name=name-choice][value=take]").check()
        press(second, "save")
        expect(second.locator("textarea[name=name-text]")).to_have_value("Passeport belge")
        second.locator("form[action$='/draft/drop/'] button").click()
        expect(second.locator("textarea[name=name-text]")).to_have_value("Passeport")


def test_an_edit_survives_a_load_and_a_conflict_is_decided_by_a_person(
    browser: Browser, home: str, folder: Path
) -> None:
    city = copytree(CITY, folder / "brussels")
    words = city / "services" / "library-card" / "nl.yaml"
    old = re.search(r"^summary: .*$", words.read_text(), re.MULTILINE)
    assert old
    path = "/en/staff/translations/nl/service/library-card/"
    with somebody(browser) as page:
        sign_in(page, home, path)
        write(page, {"summary": "Van de balie."})
        press(page, "publish")
        assert "stay in force" in command(folder, "load", str(city))

        words.write_text(words.read_text().replace(old[0], "summary: Uit de map."))
        assert "In 1 of them the folder changed too" in command(folder, "load", str(city))
        page.goto(f"{home}/en/staff/translations/nl/?state=conflicts")
        page.locator(f"a[href='{path}']").click()
        expect(page.locator(".z-rival")).to_contain_text("Uit de map.")
        check(page)
        page.locator("input[name=summary-choice][value=keep]").check()
        press(page, "publish")
        expect(page.locator(".z-rival")).to_have_count(0)

        assert "services/library-card/nl.yaml: 1" in command(folder, "export_texts", str(city))
        assert "summary: Van de balie." in words.read_text()
        assert re.search(r"[1-9][0-9]* are now in the folder", command(folder, "load", str(city)))
