"""A morning in a waiting room: kiosk, phone, screen and two desks at once."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.accounts import somebody
from tests.e2e.looking import check, sticking_out
from tests.e2e.visits import DESKTOP, HEIGHT, PHONE
from tests.e2e.workplace import DESK_WORKERS, be_desk_worker, running
from tests.operations.live import live_site

BRANCH, ROOM = "/en/branches/centre", "/en/staff/counters/centre/"
SERVICE = "Birth certificate"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("waiting-room")


@pytest.fixture(scope="module")
def home(chromium: str, folder: Path) -> Iterator[str]:
    with live_site(folder) as (site, _live):
        yield site


@pytest.fixture(scope="module")
def sessions(home: str, folder: Path) -> list[str]:
    """Of two people who work at desks."""
    return running(folder, DESK_WORKERS).splitlines()


def check_everywhere(page: Page) -> None:
    """On a desk, in light and dark, and on a telephone."""
    check(page)
    page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    assert sticking_out(page) == []
    page.set_viewport_size({"width": DESKTOP, "height": HEIGHT})


def open_desk(page: Page, home: str, session: str, *, number: int) -> None:
    be_desk_worker(page, home, session)
    page.goto(home + ROOM)
    page.get_by_role("button", name=f"Desk {number}", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Desk {number}")


def number_on(page: Page) -> str:
    return page.locator(".z-ticket__number strong").inner_text()


def call(page: Page) -> str:
    """Call the next person; their number."""
    page.get_by_role("button", name="Call the next person").click()
    shown = page.locator(".z-visitor__number")
    expect(shown).to_be_visible()
    return shown.inner_text()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_morning_with_kiosk_phone_screen_and_two_desks(browser: Browser, home: str, sessions: list[str]) -> None:
    with (
        somebody(browser) as kiosk,
        somebody(browser, width=PHONE) as phone,
        somebody(browser) as screen,
        somebody(browser) as ada,
        somebody(browser) as ben,
    ):
        open_desk(ada, home, sessions[0], number=1)
        open_desk(ben, home, sessions[1], number=2)
        screen.goto(f"{home}{BRANCH}/screen/")
        kiosk.goto(f"{home}{BRANCH}/kiosk/")
        check_everywhere(kiosk)
        press(kiosk, SERVICE)
        first = number_on(kiosk)
        expect(kiosk.locator("svg.z-qr")).to_be_visible()
        check_everywhere(kiosk)

        phone.goto(f"{home}{BRANCH}/ticket/")
        check(phone)
        press(phone, SERVICE)
        second = number_on(phone)
        expect(phone.get_by_role("status")).to_contain_text("1 person goes before you.")
        check(phone)

        # The one at the kiosk is here; the one at home is not called before they are there.
        assert call(ada) == first
        check_everywhere(ada)
        # Nobody loaded these pages again: the change came by itself.
        expect(screen.locator(".z-screen__new")).to_have_text(re.compile(rf"{first}\s*1"))
        expect(phone.get_by_role("status")).to_contain_text("Nobody goes before you.")
        check_everywhere(screen)
        ben.get_by_role("button", name="Call the next person").click()
        expect(ben.get_by_text("Nobody waits whom you can help at this desk.")).to_be_visible()

        press(phone, "I am here")
        expect(phone.get_by_role("button", name="I am here")).to_have_count(0)
        assert call(ben) == second
        expect(phone.get_by_role("status")).to_contain_text("It is your turn. Please go to desk 2.")
        check(phone)
        press(ben, "They are here")
        press(ben, "Let them wait aside")
        press(ben, f"{second} is ready")
        assert call(ben) == second
        ben.get_by_text("Send them on").click()
        ben.get_by_label("To this desk").select_option(label="1 (Ada)")
        press(ben, "Send on")
        press(ada, "Done")
        assert call(ada) == second
        expect(ada.get_by_text("sent on (desk 2)")).to_be_visible()
        press(ada, "Done")
        expect(phone.get_by_role("status")).to_contain_text("Your visit is over.")
        check_everywhere(ada)


def test_a_desk_that_sends_its_wish_twice_calls_one_person(browser: Browser, home: str, sessions: list[str]) -> None:
    with somebody(browser) as kiosk, somebody(browser) as ada:
        be_desk_worker(ada, home, sessions[0])
        ada.goto(home + ROOM)
        for _ in range(2):
            kiosk.goto(f"{home}{BRANCH}/kiosk/")
            press(kiosk, SERVICE)
        # The network goes while the answer is on its way, and the desk asks again with the same page.
        form = ada.locator("form", has=ada.get_by_role("button", name="Call the next person"))
        sent = form.evaluate("form => Object.fromEntries([...new FormData(form), ['do', 'next']])")
        for _ in range(2):
            ada.request.post(home + ROOM, form=sent, headers={"Origin": home, "Referer": home + ROOM})
        ada.goto(home + ROOM)
        called = ada.locator(".z-visitor__number").inner_text()
        expect(ada.get_by_role("heading", name="1 person waits")).to_be_visible()
        press(ada, "They did not come")
        assert call(ada) != called
        press(ada, "Done")


def test_everything_works_without_javascript(browser: Browser, home: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fr-BE", viewport={"width": 320, "height": 800})
    try:
        page = context.new_page()
        page.goto(f"{home}/fr/branches/centre/ticket/")
        page.locator(".z-visits__button").first.click()
        assert re.fullmatch(r"A\d+", number_on(page))
        page.get_by_role("button", name="Je suis là").click()
        page.get_by_role("button", name="Quitter la file").click()
        expect(page.get_by_text("Vous avez quitté la file.")).to_be_visible()
    finally:
        context.close()


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
@pytest.mark.parametrize("page_of", ["kiosk", "ticket", "screen"])
def test_the_pages_fit_in_every_language(browser: Browser, home: str, language: str, page_of: str) -> None:
    with somebody(browser, language=language) as page:
        page.goto(f"{home}/{language}/branches/centre/{page_of}/")
        check_everywhere(page)
