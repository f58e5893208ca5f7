"""A resident and an appointment: three steps, a link in an e-mail, another time, and an earlier one that is free."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.accounts import somebody
from tests.e2e.behind import work_off
from tests.e2e.looking import check
from tests.e2e.site import running_site
from tests.e2e.test_keyboard import tab_to
from tests.e2e.visits import DESKTOP, HEIGHT, LOCALES, PHONE
from tests.e2e.workplace import running

RUNS = [("nl", PHONE), ("fr", DESKTOP), ("en", PHONE)]
SERVICE, RARE_SERVICE = "birth-certificate", "change-of-address"
COUNTERS = """
from datetime import datetime, time, timedelta
from django.utils import timezone
from zenne.catalogue.public import Branch, Offering, PublicService
from zenne.core.content.public import announce_change
from zenne.counters.capacity.models import Desk, Shift
from zenne.counters.rules.quanta import step_of
from zenne.counters.rules.seats import run, written
from zenne.workforce.public import Competence, StaffMember
Branch.objects.update(hours="24/7")
Offering.objects.update(hours="")
announce_change()
today = timezone.localdate()
branch = Branch.objects.get(slug="centre")
def plan(name, service, number, days, begin, end):
    member = StaffMember.objects.create(key=name, name=name, branch=branch, languages=["nl", "fr", "en"])
    Competence.objects.create(member=member, service=PublicService.objects.get(slug=service))
    for ahead in days:
        day = today + timedelta(days=ahead)
        starts_at, ends_at = (timezone.make_aware(datetime.combine(day, clock)) for clock in (begin, end))
        length = step_of(ends_at) - step_of(starts_at)
        Shift.objects.create(
            member=member, desk=Desk.objects.get(branch=branch, number=number), branch=branch, starts_at=starts_at,
            ends_at=ends_at, first_step=step_of(starts_at), free=written(run(0, length)), longest=length,
        )
plan("ada", "birth-certificate", 1, range(2, 30), time(9), time(16))
plan("ben", "change-of-address", 2, [3], time(9), time(9, 20))
plan("cem", "change-of-address", 3, [20], time(9), time(16))
"""
DAY_BEGINS = """
from django.utils import timezone
from zenne.counters.appointments.actions.offer_free_seats import tell_waiting_offers
from zenne.counters.appointments.models import Offer
Offer.objects.exclude(tell_at=None).update(tell_at=timezone.now())
tell_waiting_offers(now=timezone.now())
"""
Look = Callable[[Page], None]


@pytest.fixture(autouse=True)
def nobody_has_tried_too_often(home: str, folder: Path) -> None:
    """All come from one address, which may hold thirty times in an hour."""
    if (folder / "limits.sqlite3").exists():
        with closing(sqlite3.connect(folder / "limits.sqlite3")) as counts, counts:
            counts.execute("DELETE FROM tries")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("booking")


@pytest.fixture(scope="module")
def home(chromium: str, folder: Path) -> Iterator[str]:
    with running_site(folder) as address:
        running(folder, COUNTERS)
        yield address


def link_in_the_letter(folder: Path, home: str, receiver: str, part: str) -> str:
    """The link in the newest letter to somebody, after the worker has delivered it."""
    work_off(folder)
    letters = sorted((folder / "mail").iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in letters:
        letter = message_from_bytes(path.read_bytes(), policy=policy.default)
        body = letter.get_body(("plain",))
        found = re.search(rf"http://[\w.:]+(/\w\w/appointments/{part}\S+/)", body.get_content() if body else "")
        if letter["To"] == receiver and found:
            return home + found[1]
    raise AssertionError(f"no letter to {receiver} has a link with {part}")


def nothing(_page: Page) -> None:
    """Where scripts are off, the page cannot be looked at by one."""


def send(page: Page) -> None:
    page.locator("main form button[type=submit]").last.click()


def choose_a_time(page: Page, start: str, service: str, look: Look, *, slot: int = 0) -> None:
    """The first two steps. ``start`` is the address of the site, with the language."""
    page.goto(f"{start}/appointments/")
    look(page)
    page.locator("#service").select_option(service)
    page.locator("#branch").select_option("centre")
    send(page)
    look(page)
    page.locator("button[name=slot]").nth(slot).click()
    expect(page.locator("#contact")).to_be_visible()
    look(page)


def say_who_comes(page: Page, home: str, folder: Path, contact: str, look: Look) -> None:
    """The third step, and the link in the letter."""
    page.locator("#contact").fill(contact)
    send(page)
    expect(page.get_by_role("status")).to_contain_text(contact)
    look(page)
    page.goto(link_in_the_letter(folder, home, contact, "confirm/"))
    look(page)
    send(page)
    expect(page.locator(".utrecht-alert--ok")).to_be_visible()
    look(page)


def move_and_cancel(page: Page, look: Look) -> None:
    before = page.locator("main time").get_attribute("datetime")
    page.locator("main a[href*='moving=']").click()
    look(page)
    page.locator("button[name=slot]").nth(5).click()
    expect(page.locator(".utrecht-alert--ok")).to_be_visible()
    assert page.locator("main time").get_attribute("datetime") != before
    look(page)
    page.goto(page.url + "cancel/")
    look(page)
    send(page)
    expect(page.locator(".utrecht-alert--info")).to_be_visible()
    expect(page.locator("main form")).to_have_count(0)
    look(page)


@pytest.mark.parametrize(("language", "width"), RUNS)
def test_a_resident_books_moves_and_cancels(
    browser: Browser, home: str, folder: Path, language: str, width: int
) -> None:
    contact = f"ann-{language}-{width}@example.org"
    with somebody(browser, language=language, width=width) as page:
        choose_a_time(page, f"{home}/{language}", SERVICE, check)
        say_who_comes(page, home, folder, contact, check)
        move_and_cancel(page, check)


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_a_resident_books_moves_and_cancels_without_javascript(
    browser: Browser, home: str, folder: Path, language: str
) -> None:
    context = browser.new_context(
        java_script_enabled=False, locale=LOCALES[language], viewport={"width": PHONE, "height": HEIGHT}
    )
    try:
        page = context.new_page()
        choose_a_time(page, f"{home}/{language}", SERVICE, nothing)
        say_who_comes(page, home, folder, f"ben-{language}@example.org", nothing)
        move_and_cancel(page, nothing)
    finally:
        context.close()


def enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_resident_books_by_keyboard_alone(browser: Browser, home: str, folder: Path) -> None:
    with somebody(browser) as page:
        page.goto(f"{home}/en/appointments/?service={SERVICE}&branch=centre")
        tab_to(page, "main form button[type=submit]")
        enter(page)
        tab_to(page, "button[name=slot]")
        enter(page)
        tab_to(page, "#contact")
        page.keyboard.type("keys@example.org")
        enter(page)
        expect(page.get_by_role("status")).to_contain_text("keys@example.org")
        page.goto(link_in_the_letter(folder, home, "keys@example.org", "confirm/"))
        tab_to(page, "main form button[type=submit]")
        enter(page)
        expect(page.locator(".utrecht-alert--ok")).to_be_visible()
        tab_to(page, "main form button[type=submit]")
        enter(page)
        expect(page.get_by_text("This appointment is cancelled.")).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_time_that_somebody_else_took_leads_to_others(browser: Browser, home: str, width: int) -> None:
    with somebody(browser) as quick, somebody(browser, width=width) as slow:
        slow.goto(f"{home}/en/appointments/slots/?service={SERVICE}&branch=centre&day=")
        choose_a_time(quick, f"{home}/en", SERVICE, nothing)
        slow.locator("button[name=slot]").first.click()
        expect(slow.get_by_role("alert")).to_contain_text("Somebody else has just taken this time.")
        check(slow)
        slow.locator("button[name=slot]").first.click()
        expect(slow.locator("#contact")).to_be_visible()
        slow.goto(f"{home}/en/appointments/confirm/not-our-link/")
        expect(slow.get_by_role("alert")).to_contain_text("There is no such appointment.")
        check(slow)
        slow.goto(f"{home}/en/appointments/offer/not-our-link/")
        expect(slow.get_by_role("alert")).to_contain_text("There is no such offer.")
        check(slow)


@pytest.mark.parametrize(("language", "width"), RUNS[:2])
def test_a_seat_that_is_given_up_goes_to_whoever_wished_to_come_earlier(
    browser: Browser, home: str, folder: Path, language: str, width: int
) -> None:
    first, second = (f"{name}-{language}-{width}@example.org" for name in ("early", "late"))
    with somebody(browser, language=language, width=width) as page, somebody(browser, language=language) as other:
        choose_a_time(other, f"{home}/{language}", RARE_SERVICE, nothing)
        early = other.locator("main time").get_attribute("datetime")
        say_who_comes(other, home, folder, first, nothing)

        page.goto(f"{home}/{language}/appointments/slots/?service={RARE_SERVICE}")
        check(page)
        page.locator("main a[href*='earlier/']").click()
        check(page)
        send(page)
        expect(page.locator("#contact-error")).to_be_visible()
        check(page)
        page.locator("input[name=branches][value=centre]").check()
        page.locator("#contact").fill(second)
        send(page)
        check(page)
        page.goto(link_in_the_letter(folder, home, second, "wish/"))
        check(page)
        send(page)
        expect(page.locator(".utrecht-alert--ok")).to_contain_text(second)
        check(page)

        other.locator("main form button[type=submit]").last.click()
        expect(other.locator("main form")).to_have_count(0)
        running(folder, DAY_BEGINS)  # an offer that is made in the evening is told in the morning
        page.goto(link_in_the_letter(folder, home, second, "offer/"))
        assert page.locator("main time").get_attribute("datetime") == early
        check(page)
        page.locator("button[value=take]").click()
        expect(page.locator(".utrecht-alert--ok")).to_be_visible()
        assert page.locator("main time").get_attribute("datetime") == early
        page.locator("main form button[type=submit]").last.click()
        expect(page.locator("main form")).to_have_count(0)


def test_whoever_has_an_appointment_says_that_they_would_come_earlier_and_changes_their_mind(
    browser: Browser, home: str, folder: Path
) -> None:
    with somebody(browser, width=PHONE) as page:
        choose_a_time(page, f"{home}/en", SERVICE, nothing, slot=30)
        say_who_comes(page, home, folder, "mind@example.org", nothing)
        page.get_by_role("link", name="I would like to come earlier").click()
        check(page)
        page.get_by_label("Not before").select_option("12:00")
        page.get_by_label("Not after").select_option("09:00")
        send(page)
        expect(page.locator("#last_day-error")).to_be_visible()
        check(page)
        page.get_by_label("Not after").select_option("21:00")
        send(page)
        check(page)
        page.get_by_role("link", name="See the appointment that you have").click()
        page.get_by_role("link", name="see your wish").click()
        page.get_by_role("button", name="I no longer want to come earlier").click()
        expect(page.get_by_text("This wish has ended.")).to_be_visible()
        check(page)


@pytest.mark.parametrize(("language", "width"), [*RUNS, ("de", DESKTOP)])
def test_the_guide_is_found_from_the_first_step(browser: Browser, home: str, language: str, width: int) -> None:
    with somebody(browser, language=language, width=width) as page:
        page.goto(f"{home}/{language}/appointments/")
        page.locator("main a[href$='/appointments/guide/']").click()
        expect(page.locator("main h2")).to_have_count(5)
        check(page)
