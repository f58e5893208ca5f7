"""A steward protects a column; somebody else, who is nobody, finds it nowhere. A profile opens it again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.accounts import somebody
from tests.e2e.looking import check
from tests.e2e.site import running_site
from tests.e2e.test_keyboard import tab_to
from tests.e2e.test_who_looked import be
from tests.e2e.visits import DESKTOP, PHONE

# Each run protects a column of its own: they share one site.
RUNS = [("nl", PHONE, "email"), ("fr", DESKTOP, "phone")]
TABLE = "/data/branches/branches/"
ACCESS = "/staff/data/branches/branches/access/"


@pytest.fixture(scope="module")
def home(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_site(tmp_path_factory.mktemp("protected"), ZENNE_DEMO="true") as site:
        yield site


def press(page: Page, do: str) -> None:
    page.locator(f"main button[value='{do}']").last.click()


def give_reasons(page: Page) -> None:
    for code in ("nl", "fr", "en", "de"):
        field = page.locator(f"[name=t-reason_{code}]")
        if field.count():
            field.fill("…")


def shown(browser: Browser, home: str, path: str) -> str:
    """A page, as somebody sees it who is nobody."""
    with somebody(browser) as stranger:
        stranger.goto(home + path)
        check(stranger)
        return stranger.locator("main").inner_text()


@pytest.mark.parametrize(("language", "width", "column"), RUNS)
def test_what_a_steward_protects_is_nowhere_for_others(
    browser: Browser, home: str, language: str, width: int, column: str
) -> None:
    assert column in shown(browser, home, f"/{language}{TABLE}")
    with somebody(browser, language=language, width=width) as page:
        be(page, home, "data-steward", f"/{language}{ACCESS}")
        check(page)
        page.locator("#new_column").select_option(column)
        press(page, "add-column")
        check(page)
        press(page, "look")
        if not page.locator("[name=t-reason_nl]").input_value():
            expect(page.locator("main [role=alert]")).to_be_visible()
            check(page)
        give_reasons(page)
        press(page, "look")
        page.locator("details").first.click()
        check(page)
        press(page, "save")
        expect(page.locator("main [role=status]")).to_be_visible()
        check(page)
    assert column not in shown(browser, home, f"/{language}{TABLE}")


def test_every_kind_of_rule_fits_on_a_telephone(browser: Browser, home: str) -> None:
    with somebody(browser, language="fr", width=PHONE) as page:
        be(page, home, "data-steward", f"/fr{ACCESS}")
        page.locator("#new_column").select_option("desks")
        for do in ("add-column", "add-coarser:c0", "add-coarser:c0", "add-rule", "add-filter"):
            press(page, do)
        page.locator("[name$='-step']").first.fill("beaucoup")
        press(page, "save")
        expect(page.locator("main [role=alert]")).to_be_visible()
        expect(page.locator("[name$='-step']").first).to_have_value("beaucoup")
        check(page)


def test_rules_are_added_and_saved_with_the_keyboard_alone(browser: Browser, home: str) -> None:
    with somebody(browser) as page:
        be(page, home, "data-steward", "/en/staff/data/opening-hours/days/access/")
        for stop, key in (("#new_column", "ArrowDown"), ("button[value='add-column']", "Enter")):
            tab_to(page, stop)
            page.keyboard.press(key)
        expect(page.locator("fieldset legend code")).to_have_count(1)
        give_reasons(page)
        page.locator("[name^='t-reason_']").last.focus()
        tab_to(page, "button[value='save']")
        page.keyboard.press("Enter")
        expect(page.locator("main [role=status]")).to_be_visible()


def test_a_profile_is_made_and_given(browser: Browser, home: str) -> None:
    for number, width in enumerate((PHONE, DESKTOP)):
        with somebody(browser, width=width) as page:
            be(page, home, "data-steward", "/nl/staff/data/profiles/")
            check(page)
            page.locator("#id_slug").fill(f"study-{number}")
            page.locator("#id_title_nl").fill(f"Onderzoek {number}")
            page.locator("#id_scopes").fill("parks")
            page.locator("section[aria-labelledby=make] button").click()
            expect(page.locator("main [role=status]")).to_be_visible()
            page.locator("#id_who").fill("nobody@example.org")
            page.locator("section[aria-labelledby=give] button").click()
            expect(page.locator("#id_who_error")).to_be_visible()
            check(page)
            for path in (f"profiles/study-{number}/", "branches/access/"):
                answer = page.goto(f"{home}/nl/staff/data/{path}")
                assert answer is not None
                assert answer.status == 200
                check(page)
