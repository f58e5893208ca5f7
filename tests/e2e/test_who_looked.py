"""A worker opens the card of a resident for a piece of work; the resident sees it, takes a copy and has all erased."""

import json
import re
import zipfile
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.accounts import somebody
from tests.e2e.looking import check
from tests.e2e.site import running_site
from tests.e2e.visits import DESKTOP, PHONE

RUNS = [("nl", PHONE), ("fr", DESKTOP)]


@pytest.fixture(scope="module")
def home(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_site(tmp_path_factory.mktemp("looked"), ZENNE_DEMO="true") as site:
        yield site


def be(page: Page, home: str, who: str, path: str) -> None:
    """Sign in as one of the people of the demonstration."""
    page.goto(home + path)
    page.locator(f"form[action*='/demo/{who}/'] button").click()
    expect(page).not_to_have_url(re.compile("/sign-in/"))


def look_at_amina(page: Page, home: str, language: str, file: str) -> None:
    be(page, home, "desk-worker", f"/{language}/staff/people/")
    expect(page.locator("#task")).to_be_visible()
    check(page)
    page.locator("input[name=purpose]").first.check()
    page.locator("#task").fill(file)
    page.locator("main form button[type=submit]").click()
    page.locator("#q").fill("amina")
    page.locator("main form button[type=submit]").click()
    check(page)
    page.get_by_role("link", name="Amina Peeters").click()
    check(page)


@pytest.mark.parametrize(("language", "width"), RUNS)
def test_the_resident_sees_who_looked_when_and_what_for(browser: Browser, home: str, language: str, width: int) -> None:
    file = f"file {language} 2026/12"
    with somebody(browser, width=width) as resident:
        be(resident, home, "resident", f"/{language}/my/history/")
        with somebody(browser, width=width) as worker:
            look_at_amina(worker, home, language, file)
        resident.reload()
        row = resident.locator("main li", has_text=file).first
        expect(row.locator("time")).to_be_visible()
        expect(row).not_to_contain_text("Jonas")
        check(resident)


def test_the_resident_takes_a_copy_and_has_everything_erased(browser: Browser, home: str) -> None:
    with somebody(browser, width=PHONE) as page:
        be(page, home, "resident", "/en/my/data/")
        check(page)
        with page.expect_download() as download:
            page.get_by_role("button", name="Download my data").click()
        with zipfile.ZipFile(download.value.path()) as copy:
            named = [name for name in copy.namelist() if name.endswith(".json")]
            assert "Amina Peeters" in "".join(json.dumps(json.loads(copy.read(name))) for name in named)
        erase = page.get_by_role("button", name="Erase my data")
        erase.click()
        expect(page.get_by_role("alert")).to_contain_text("Nothing was erased")
        check(page)
        page.locator("#sure").check()
        erase.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Your data is erased")
        check(page)
        page.goto(f"{home}/en/my/")
        expect(page).to_have_url(re.compile("/sign-in/"))
