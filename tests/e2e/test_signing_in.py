"""Signing in as people do it: at a real identity provider, with a link, with a passkey, with a key for a program."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.accounts import site_with_provider, somebody
from tests.e2e.behind import command, work_off
from tests.e2e.looking import check

LANGUAGES = ("nl", "fr", "en")
BUTTON = {"nl": "Stadskaart", "fr": "Carte de la ville", "en": "City card"}


@pytest.fixture(scope="module")
def place(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of the site, and the folder with its database."""
    folder = tmp_path_factory.mktemp("accounts")
    with site_with_provider(folder) as site:
        yield site, folder


@pytest.fixture(scope="module")
def home(place: tuple[str, Path]) -> str:
    return place[0]


def prove(page: Page, home: str, *, language: str = "en", who: str = "Ada Lovelace, card") -> None:
    """Press the button of the provider, be somebody there, and come back."""
    page.get_by_role("main").get_by_role("button", name=BUTTON[language]).click()
    page.get_by_role("button", name=who).click()
    page.wait_for_url(f"{home}/**")


def sign_in(page: Page, home: str, *, language: str = "en", who: str = "Ada Lovelace, card") -> None:
    page.goto(f"{home}/{language}/my/")
    prove(page, home, language=language, who=who)
    expect(page).to_have_url(f"{home}/{language}/my/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_at_the_provider_and_out_at_both_ends(browser: Browser, home: str, language: str) -> None:
    with somebody(browser, language=language) as page:
        page.goto(f"{home}/{language}/")
        assert not page.context.cookies()
        page.locator("header a[href$='/my/']").click()
        assert page.url.startswith(f"{home}/{language}/sign-in/")
        prove(page, home, language=language)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Ada Lovelace")
        page.locator(".z-asker__out").click()
        page.get_by_role("button", name="Sign out here too").click()
        expect(page).to_have_url(f"{home}/{language}/signed-out/")
        page.goto(f"{home}/{language}/my/")
        page.get_by_role("main").get_by_role("button", name=BUTTON[language]).click()
        expect(page.get_by_role("button", name="Grace Hopper, app")).to_be_visible()


def test_whoever_signs_out_at_the_provider_is_signed_out_here_too(browser: Browser, home: str) -> None:
    with somebody(browser) as page, somebody(browser) as elsewhere:
        sign_in(elsewhere, home)
        page.goto(f"{home}/en/my/")
        page.get_by_role("main").get_by_role("button", name="City card").click()
        page.wait_for_url("**/interaction/**")
        issuer = page.url.partition("/interaction/")[0]
        page.get_by_role("button", name="Ada Lovelace, card").click()
        expect(page).to_have_url(f"{home}/en/my/")
        page.goto(f"{issuer}/session/end")
        page.get_by_role("button", name="Sign out here too").click()
        page.wait_for_url("**/session/end/success**")
        page.goto(f"{home}/en/my/")
        assert "/sign-in/" in page.url
        elsewhere.goto(f"{home}/en/my/")
        expect(elsewhere).to_have_url(f"{home}/en/my/")


def test_stopping_at_the_provider_leads_back_to_the_choice(browser: Browser, home: str) -> None:
    with somebody(browser) as page:
        page.goto(f"{home}/en/my/")
        page.get_by_role("main").get_by_role("button", name="City card").click()
        page.get_by_role("button", name="Stop").click()
        expect(page.get_by_role("alert")).to_contain_text("You stopped")
        check(page)


def test_what_was_typed_survives_signing_in(browser: Browser, home: str) -> None:
    with somebody(browser) as page:
        sign_in(page, home)
        page.goto(f"{home}/en/my/keys/")
        page.get_by_label("Name, to know it again").fill("Typed before the session was over")
        page.context.clear_cookies(name="session")
        page.get_by_role("main").get_by_role("button", name="Make a key").click()
        page.get_by_role("main").get_by_role("button", name="City card").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("What you typed is still here")
        check(page)
        page.get_by_role("button", name="Send it now").click()
        expect(page.locator(".z-secret")).to_have_text(re.compile(r"^zenne_\w{57}$"))
        expect(page.get_by_text("Typed before the session was over").first).to_be_visible()


def newest_link(folder: Path) -> str:
    """The link in the letter that was written last, after the worker has delivered it."""
    work_off(folder)
    letters = sorted((folder / "mail").iterdir(), key=lambda path: path.stat().st_mtime)
    letter = message_from_bytes(letters[-1].read_bytes(), policy=policy.default)
    body = letter.get_body(("plain",))
    found = re.search(r"http://localhost\S+/sign-in/link/[\w-]+/", body.get_content() if body else "")
    assert found
    return found[0]


def test_in_with_a_link_and_stepping_up_at_the_provider(browser: Browser, place: tuple[str, Path]) -> None:
    home, folder = place
    with somebody(browser) as page, somebody(browser) as elsewhere:
        page.goto(f"{home}/en/sign-in/")
        check(page)
        page.get_by_role("textbox", name="Your e-mail address").fill("grace@example.org")
        page.get_by_role("button", name="Send me a link").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Look in your e-mail")
        check(page)
        link = newest_link(folder)
        elsewhere.goto(link)
        expect(elsewhere.get_by_role("heading", level=1)).to_have_text("This link does not work")
        check(elsewhere)
        page.goto(link)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("grace@example.org")
        page.goto(f"{home}/en/sign-in/?level=high&next=/en/my/history/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Prove who you are")
        prove(page, home, who="Grace Hopper, app")
        expect(page.get_by_role("alert")).to_contain_text("not sure enough")
        prove(page, home, who="Grace Hopper, card")
        expect(page).to_have_url(f"{home}/en/my/history/")
        check(page)


def test_a_form_that_needs_more_than_a_link_comes_back_as_it_was_typed(
    browser: Browser, place: tuple[str, Path]
) -> None:
    home, folder = place
    with somebody(browser) as page:
        for is_first in (True, False):
            page.goto(f"{home}/en/sign-in/")
            page.get_by_role("textbox", name="Your e-mail address").fill("katherine@example.org")
            page.get_by_role("button", name="Send me a link").click()
            page.goto(newest_link(folder))
            page.get_by_role("main").get_by_role("button", name="Sign in").click()
            if is_first:
                page.goto(f"{home}/en/sign-in/?level=low&next=/en/my/")
                prove(page, home, who="Katherine Johnson, app")
                page.context.clear_cookies()
        page.goto(f"{home}/en/my/data/")
        page.locator("#sure").check()
        page.get_by_role("button", name="Erase my data").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Prove who you are")
        prove(page, home, who="Katherine Johnson, app")
        expect(page.get_by_role("heading", level=1)).to_have_text("What you typed is still here")
        check(page)
        page.get_by_role("button", name="Send it now").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Your data is erased")


def test_a_passkey_is_made_and_opens_the_workplace(browser: Browser, place: tuple[str, Path]) -> None:
    home, folder = place
    with somebody(browser) as page:
        device = page.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
        }
        device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        command(folder, "admin", "root@example.org")
        with_link(page, place, "root@example.org")
        page.goto(f"{home}/en/staff/roles/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Second proof")
        check(page)
        page.get_by_label("Name, to know it again").fill("My telephone")
        page.get_by_role("button", name="Make a passkey").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Codes to keep on paper")
        check(page)
        page.get_by_role("link", name="I have kept them").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Roles and teams")
        check(page)

        page.locator(".z-asker__out").click()
        with_link(page, place, "root@example.org")
        page.goto(f"{home}/en/staff/roles/")
        expect(page.get_by_role("heading", level=1)).to_have_text("One more proof")
        check(page)
        page.get_by_role("button", name="Use my passkey").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Roles and teams")
        for path in ("/en/staff/", "/en/staff/keys/", "/en/my/", "/en/my/sessions/", "/en/my/second-factor/"):
            page.goto(home + path)
            check(page)


def with_link(page: Page, place: tuple[str, Path], email: str) -> None:
    home, folder = place
    page.goto(f"{home}/en/sign-in/")
    page.get_by_role("textbox", name="Your e-mail address").fill(email)
    page.get_by_role("button", name="Send me a link").click()
    page.goto(newest_link(folder))
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{home}/en/my/")


def test_a_key_is_made_used_and_revoked(browser: Browser, home: str) -> None:
    with somebody(browser) as page:
        sign_in(page, home)
        page.goto(f"{home}/en/my/keys/")
        check(page)
        page.get_by_label("Name, to know it again").fill("Statistics")
        page.get_by_role("button", name="Make a key").click()
        text = page.locator(".z-secret").inner_text()
        check(page)
        with urlopen(Request(f"{home}/api/v1/me", headers={"Authorization": f"Bearer {text}"}), timeout=10) as answer:
            assert answer.status == 200
        page.goto(f"{home}/en/my/keys/")
        page.get_by_role("button", name="Revoke Statistics").first.click()
        expect(page.get_by_role("button", name="Revoke Statistics")).to_have_count(0)


def test_a_session_on_another_device_is_ended(browser: Browser, home: str) -> None:
    with somebody(browser) as here, somebody(browser) as there:
        sign_in(here, home, who="Grace Hopper, app")
        sign_in(there, home, who="Grace Hopper, app")
        here.goto(f"{home}/en/my/sessions/")
        while here.get_by_role("button", name="End").count():
            here.get_by_role("button", name="End").first.click()
        there.goto(f"{home}/en/my/")
        assert "/sign-in/" in there.url
