"""A morning in a waiting room: kiosk, phone, screen and two desks at once."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.accounts import somebody
from tests.e2e.looking import check
from tests.e2e.visits import PHONE
from tests.e2e.workplace import AN_APPOINTMENT, DESK_WORKERS, SHIFTS, be_desk_worker, running, say_what_for
from tests.operations.live import live_site

BRANCH, ROOM = "/en/branches/centre", "/en/staff/counters/centre/"
SERVICE, SLUG = "Birth certificate", "birth-certificate"


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


def open_desk(page: Page, home: str, session: str, *, number: int) -> None:
    """Be at a desk, also where an earlier test left it open."""
    be_desk_worker(page, home, session)
    page.goto(home + ROOM)
    button = page.get_by_role("button", name=f"Desk {number}", exact=True)
    if button.count():
        button.click()
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


def be_done(page: Page) -> None:
    press(page, "Done")
    expect(page.get_by_role("heading", name="Nobody is at your desk")).to_be_visible()


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
        check(kiosk)
        press(kiosk, SERVICE)
        first = number_on(kiosk)
        expect(kiosk.locator("svg.z-qr")).to_be_visible()
        check(kiosk)

        phone.goto(f"{home}{BRANCH}/ticket/")
        check(phone)
        press(phone, SERVICE)
        second = number_on(phone)
        expect(phone.get_by_role("status")).to_contain_text("1 person goes before you.")
        check(phone)

        # The one at the kiosk is here; the one at home is not called before they are there.
        assert call(ada) == first
        check(ada)
        # Nobody loaded these pages again: the change came by itself.
        expect(screen.locator(".z-screen__new")).to_have_text(re.compile(rf"{first}\s*1"))
        expect(phone.get_by_role("status")).to_contain_text("Nobody goes before you.")
        check(screen)
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
        be_done(ada)
        assert call(ada) == second
        expect(ada.get_by_text("sent on (desk 2)")).to_be_visible()
        be_done(ada)
        expect(phone.get_by_role("status")).to_contain_text("Your visit is over.")
        check(ada)


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
        # It comes back, and goes again: the page stays, says so, and goes on when it can.
        ada.goto(home + ROOM)
        called = ada.locator(".z-visitor__number").inner_text()
        ada.context.set_offline(True)
        press(ada, "Call again")
        expect(ada.get_by_role("alert")).to_contain_text("The network is gone.")
        expect(ada.locator(".z-visitor__number")).to_have_text(called)
        ada.context.set_offline(False)
        with ada.expect_navigation():
            press(ada, "Call again")
        expect(ada.get_by_role("alert")).to_have_count(0)
        expect(ada.get_by_role("heading", name="1 person waits")).to_be_visible()
        # While a press is on its way no other one can be made, so none is lost.
        on_its_way: list[Route] = []

        def hold(route: Route) -> None:
            on_its_way.append(route)

        ada.route("**/branches/centre/queue", hold)
        press(ada, "Call again")
        buttons = ada.locator("[data-stay]")
        expect(buttons).to_have_attribute("inert", "")
        with ada.expect_navigation():
            on_its_way.pop().continue_()
        ada.unroute("**/branches/centre/queue")
        expect(buttons).not_to_have_attribute("inert", "")
        press(ada, "They did not come")
        assert call(ada) != called
        be_done(ada)


def leave(page: Page) -> None:
    """Give up the ticket that a kiosk shows, so that nobody waits who is not there."""
    page.goto(page.url.partition("?")[0])
    page.get_by_role("button", name="Quitter la file").click()


def test_everything_works_without_javascript(browser: Browser, home: str, folder: Path) -> None:
    code, _token = running(folder, AN_APPOINTMENT.format(service=SLUG)).splitlines()
    context = browser.new_context(java_script_enabled=False, locale="fr-BE", viewport={"width": 320, "height": 800})
    try:
        page = context.new_page()
        page.goto(f"{home}/fr/branches/centre/ticket/")
        page.locator(".z-visits__button").first.click()
        assert re.fullmatch(r"A\d+", number_on(page))
        page.get_by_role("button", name="Je suis là").click()
        page.get_by_role("button", name="Quitter la file").click()
        expect(page.get_by_text("Vous avez quitté la file.")).to_be_visible()
        page.goto(f"{home}/fr/branches/centre/kiosk/")
        page.get_by_label("Le code dans votre message").fill(code)
        page.get_by_role("button", name="Je suis là").click()
        assert re.fullmatch(r"B\d+", number_on(page))
        leave(page)
        page.goto(f"{home}/fr/branches/centre/kiosk/")
        page.get_by_label("avec vos propres mots").fill("naissance")
        page.get_by_role("button", name="Rechercher").click()
        expect(page.get_by_role("heading", name="Trouvé pour « naissance »")).to_be_visible()
        page.get_by_text("Famille et état civil").click()
        page.locator("details[open] .z-visits__button").first.click()
        assert re.fullmatch(r"A\d+", number_on(page))
        leave(page)
    finally:
        context.close()


def test_who_has_an_appointment_says_so_and_goes_first(
    browser: Browser, home: str, folder: Path, sessions: list[str]
) -> None:
    codes = [running(folder, AN_APPOINTMENT.format(service=SLUG)).splitlines() for _ in range(3)]
    (code, _), (_, token), (_by_desk, _) = codes
    with (
        somebody(browser) as kiosk,
        somebody(browser, width=PHONE) as phone,
        somebody(browser) as ada,
        somebody(browser) as ben,
    ):
        open_desk(ada, home, sessions[0], number=1)
        open_desk(ben, home, sessions[1], number=2)
        check(ada)
        kiosk.goto(f"{home}{BRANCH}/kiosk/")
        press(kiosk, SERVICE)
        walk_in = number_on(kiosk)

        kiosk.goto(f"{home}{BRANCH}/kiosk/")
        kiosk.get_by_label("The code in your message").fill("000 000")
        press(kiosk, "I am here")
        expect(kiosk.get_by_role("alert")).to_contain_text("No appointment of today at this branch has this code.")
        check(kiosk)
        # With the keyboard alone, as it is typed in a hurry.
        kiosk.get_by_label("The code in your message").focus()
        kiosk.keyboard.type(code.lower().replace(" ", ""))
        kiosk.keyboard.press("Enter")
        first = number_on(kiosk)
        assert first.startswith("B")

        phone.goto(f"{home}/en/appointments/{token}/")
        phone.get_by_role("link", name="I am here").click()
        check(phone)
        press(phone, "I am here")
        second = number_on(phone)
        check(phone)

        ada.goto(home + ROOM)
        ada.get_by_text("not here yet").click()
        check(ada)
        expected = ada.locator("button[value=arrived]")
        still = expected.count()
        expected.last.click()
        expect(expected).to_have_count(still - 1)

        called = {call(ada), call(ben)}
        assert called == {first, second}
        expect(phone.get_by_role("status")).to_contain_text("It is your turn.")
        for desk in (ada, ben):
            be_done(desk)
        assert call(ada).startswith("B")
        assert call(ben) == walk_in
        for desk in (ada, ben):
            be_done(desk)
        phone.goto(f"{home}/en/appointments/{token}/")
        expect(phone.get_by_text("This appointment is over.")).to_be_visible()


def test_a_desk_worker_books_for_somebody_on_the_telephone(
    browser: Browser, home: str, folder: Path, sessions: list[str]
) -> None:
    running(folder, SHIFTS)
    with somebody(browser) as page:
        be_desk_worker(page, home, sessions[0])
        page.goto(home + ROOM)
        page.get_by_role("link", name="Appointments of others").click()
        check(page)
        page.get_by_label("What do they come for?").select_option(label=SERVICE)
        press(page, "Show free times")
        check(page)
        page.locator("button[name=slot]").first.click()
        check(page)
        page.get_by_label("E-mail address or telephone number").fill("ann@example.org")
        press(page, "Make the appointment")
        expect(page.get_by_role("status")).to_contain_text("A message is on its way.")
        check(page)
        code = page.locator("h1 .z-title__more").inner_text()
        page.get_by_role("link", name="The slip to give along").click()
        expect(page.get_by_text(code)).to_be_visible()
        check(page)

        page.goto(f"{home}/en/staff/appointments/")
        page.get_by_label("The code in their message").fill(code)
        page.keyboard.press("Enter")
        say_what_for(page, "call 12")
        page.goto(f"{home}/en/staff/appointments/")
        page.get_by_label("The code in their message").fill(code)
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text(code)
        page.get_by_role("link", name="Choose another time").click()
        page.locator("button[name=slot]").last.click()
        expect(page.locator("h1")).to_contain_text(code)

        page.goto(f"{home}/en/staff/appointments/")
        page.get_by_label("Without a code").fill("ann@example.org")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Appointments that were found")
        check(page)
        page.locator("main .z-links a").first.click()
        press(page, "Cancel the appointment")
        expect(page.get_by_text("cancelled", exact=True)).to_be_visible()


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
@pytest.mark.parametrize("path", ["counter-guide/", "visit-lengths/", "counters/centre/no-shows/", "appointments/"])
def test_the_pages_of_desk_workers_fit_in_every_language(
    browser: Browser, home: str, sessions: list[str], language: str, path: str
) -> None:
    with somebody(browser, language=language) as page:
        be_desk_worker(page, home, sessions[0])
        page.goto(f"{home}/{language}/staff/{path}")
        check(page)


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
@pytest.mark.parametrize("page_of", ["kiosk", "ticket", "screen"])
def test_the_pages_fit_in_every_language(browser: Browser, home: str, language: str, page_of: str) -> None:
    with somebody(browser, language=language) as page:
        page.goto(f"{home}/{language}/branches/centre/{page_of}/")
        check(page)
