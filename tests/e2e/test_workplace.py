"""Those who run the city and those who watch over data do their work on the pages of the workplace."""

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.accounts import somebody
from tests.e2e.behind import work_off
from tests.e2e.looking import check
from tests.e2e.site import running_site
from tests.e2e.visits import DESKTOP, HEIGHT, PHONE
from tests.e2e.workplace import (
    ADMINISTRATOR,
    FAILED_WORK,
    MESSAGE,
    RESIDENT,
    be,
    be_administrator,
    running,
    say_what_for,
)

NL_PHONE, FR_DESK, EN_PHONE = ("nl", PHONE), ("fr", DESKTOP), ("en", PHONE)
"""Each journey is done in one of them; the pages on the way are looked at in all three languages."""
FOR_ADMINISTRATORS = [
    "staff/",
    "staff/operations/",
    "staff/work/?state=failed",
    "staff/work/?state=waiting",
    "staff/work/?state=done",
    "staff/work/schedules/",
    "staff/messages/",
    "staff/messages/?shelf=closed",
    "staff/roles/",
    "staff/accounts/",
    "staff/keys/",
]
FOR_STEWARDS = ["staff/", "staff/audit/", "staff/people/?q=bea", "staff/rights/", "staff/rights/?q=bea"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workplace")


@pytest.fixture(scope="module")
def home(chromium: str, folder: Path) -> Iterator[str]:
    with running_site(folder, ZENNE_DEMO="true") as site:
        yield site


@dataclass(frozen=True)
class Office:
    """The site of an administrator: its address, its folder, and their session there."""

    home: str
    folder: Path
    session: str


@pytest.fixture(scope="module")
def office(home: str, folder: Path) -> Office:
    return Office(home, folder, running(folder, ADMINISTRATOR))


def go(page: Page, address: str, *, status: int = 200) -> None:
    response = page.goto(address)
    assert response is not None
    assert response.status == status


@pytest.mark.parametrize(("language", "width"), [NL_PHONE])
def test_an_administrator_tries_failed_work_again(browser: Browser, office: Office, language: str, width: int) -> None:
    home, folder = office.home, office.folder
    job = running(folder, FAILED_WORK)
    with somebody(browser, language=language, width=width) as page:
        be_administrator(page, home, office.session)
        go(page, f"{home}/{language}/staff/work/")
        expect(page.locator("a[href*='state=failed']")).to_have_attribute("aria-current", "page")
        check(page)
        page.locator(f"main a[href*='{job}']").click()
        expect(page.get_by_role("main")).not_to_contain_text("details=1")
        check(page)
        page.locator(f"form[action*='{job}/retry/'] button").click()
        expect(page.get_by_role("status")).to_contain_text("1")
        check(page)
        work_off(folder)
        go(page, f"{home}/{language}/staff/work/?state=done")
        expect(page.locator(f"main a[href*='{job}']")).to_be_visible()
        check(page)


@pytest.mark.parametrize(("language", "width"), [FR_DESK])
def test_a_message_of_which_nobody_knows_whether_it_arrived_is_decided(
    browser: Browser, home: str, folder: Path, language: str, width: int
) -> None:
    address = f"anna-{language}.peeters@example.org"
    message = running(
        folder, MESSAGE.format(name=f"anna-{language}", state="uncertain", problem="no-answer-at-the-end")
    )
    with somebody(browser, language=language, width=width) as page:
        be(page, home, "desk-worker", f"/{language}/staff/messages/")
        check(page)
        page.locator(f"a[href*='{message}']").click()
        expect(page.get_by_role("main")).not_to_contain_text(address)
        check(page)
        page.locator("a[href='?details=1']").click()
        say_what_for(page, f"message {language}")
        expect(page.get_by_role("main")).to_contain_text(address)
        check(page)
        page.locator("button[name=delivered]").click()
        expect(page.get_by_role("status")).to_be_visible()
        go(page, f"{home}/{language}/staff/messages/?shelf=sent")
        expect(page.locator(f"a[href*='{message}']")).to_be_visible()


def test_an_administrator_sends_a_message_again_and_does_not_see_to_whom(browser: Browser, office: Office) -> None:
    home, folder = office.home, office.folder
    message = running(folder, MESSAGE.format(name="bert", state="failed", problem="no-mail-server"))
    with somebody(browser, width=PHONE) as page:
        be_administrator(page, home, office.session)
        go(page, f"{home}/en/staff/messages/{message}/")
        expect(page.get_by_role("main")).not_to_contain_text("bert.peeters@example.org")
        check(page)
        go(page, f"{home}/en/staff/messages/{message}/?details=1", status=403)
        go(page, f"{home}/en/staff/messages/{message}/")
        page.get_by_role("button", name="Send again").click()
        expect(page.get_by_role("status")).to_contain_text("The message is sent again.")
        work_off(folder)
        go(page, f"{home}/en/staff/messages/?shelf=sent")
        expect(page.locator(f"a[href*='{message}']")).to_be_visible()


@pytest.mark.parametrize(("language", "width"), [EN_PHONE])
def test_a_steward_reads_the_audit_log(browser: Browser, home: str, language: str, width: int) -> None:
    task = f"sample {language}"
    with somebody(browser, language=language, width=width) as page:
        be(page, home, "data-steward", f"/{language}/staff/audit/")
        check(page)
        say_what_for(page, task)
        page.locator("#action").select_option("audit.read")
        page.locator("main form button[type=submit]").click()
        expect(page.locator("tbody tr").first).to_contain_text(task)
        check(page)
        page.locator("#since").fill("2999-01-01")
        page.locator("main form button[type=submit]").click()
        expect(page.locator(".z-empty")).to_be_visible()
        check(page)


@pytest.mark.parametrize(("language", "width"), [FR_DESK])
def test_a_steward_gives_somebody_a_copy_and_erases_their_data_at_their_request(
    browser: Browser, home: str, folder: Path, language: str, width: int
) -> None:
    name = f"Bea-{language}"
    person = running(folder, RESIDENT.format(name=name))
    with somebody(browser, language=language, width=width) as page:
        be(page, home, "data-steward", f"/{language}/staff/rights/")
        say_what_for(page, f"rights {language}")
        check(page)
        page.locator("#q").fill(name)
        page.locator("main form[role=search] button").click()
        page.locator(f"a[href*='{person}']").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)
        check(page)
        with page.expect_download() as download:
            page.locator("form[action$='/data/copy/'] button").click()
        with zipfile.ZipFile(download.value.path()) as copy:
            assert name in json.dumps(json.loads(copy.read("data.json")))
            assert f'<html lang="{language}">' in copy.read("data.html").decode()
        erase(page, because=f"By letter, file {language}")
        response = page.goto(f"{home}/{language}/staff/people/{person}/data/")
        assert response is not None
        assert response.status == 404


def erase(page: Page, *, because: str) -> None:
    """Look at what goes, forget to tick the box, and then mean it."""
    page.locator("a[href$='/data/erase/']").click()
    expect(page.locator("#staying")).to_be_visible()
    check(page)
    page.locator("#because").fill(because)
    page.locator("main form button[type=submit]").click()
    expect(page.locator("#sure")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#because")).to_have_value(because)
    check(page)
    page.locator("#sure").check()
    page.locator("main form button[type=submit]").click()
    expect(page.locator("#because")).to_have_count(0)
    check(page)


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_axe_finds_nothing_on_the_pages_of_administrators(browser: Browser, office: Office, language: str) -> None:
    running(office.folder, FAILED_WORK)
    with somebody(browser, language=language) as page:
        be_administrator(page, office.home, office.session)
        look_at_all(page, [f"{office.home}/{language}/{path}" for path in FOR_ADMINISTRATORS])


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_axe_finds_nothing_on_the_pages_of_stewards(browser: Browser, home: str, language: str) -> None:
    with somebody(browser, language=language) as page:
        be(page, home, "data-steward", f"/{language}/staff/audit/")
        say_what_for(page, "sample")
        look_at_all(page, [f"{home}/{language}/{path}" for path in FOR_STEWARDS])


def look_at_all(page: Page, addresses: list[str]) -> None:
    for address in addresses:
        go(page, address)
        check(page)


@pytest.mark.parametrize(("language", "width"), [NL_PHONE])
def test_axe_finds_nothing_where_somebody_is_refused(browser: Browser, home: str, language: str, width: int) -> None:
    with somebody(browser, language=language, width=width) as page:
        be(page, home, "resident", f"/{language}/my/")
        go(page, f"{home}/{language}/staff/work/", status=403)
        check(page)


@pytest.mark.parametrize(("language", "width"), [EN_PHONE])
def test_axe_finds_nothing_where_a_form_was_open_too_long(
    browser: Browser, home: str, language: str, width: int
) -> None:
    with somebody(browser, language=language, width=width) as page:
        go(page, f"{home}/{language}/sign-in/")
        page.locator("#email").fill("ada@example.org")
        page.context.clear_cookies()
        with page.expect_response(re.compile("/sign-in/link/")) as answer:
            page.locator("form[action*='/sign-in/link/'] button").click()
        assert answer.value.status == 403
        check(page)


def test_axe_finds_nothing_on_the_page_for_too_many_tries(browser: Browser, home: str) -> None:
    again = """async () => {
        const form = document.querySelector("form[action*='/sign-in/link/']");
        for (let times = 0; times < 5; times += 1) {
            await fetch(form.action, {method: "POST", body: new FormData(form)});
        }
    }"""
    with somebody(browser, width=PHONE) as page:
        page.goto(f"{home}/en/sign-in/")
        page.locator("#email").fill("too-often@example.org")
        page.evaluate(again)
        with page.expect_response(re.compile("/sign-in/link/")) as answer:
            page.locator("form[action*='/sign-in/link/'] button").click()
        assert answer.value.status == 429
        check(page)
        page.set_viewport_size({"width": DESKTOP, "height": HEIGHT})
        check(page)
