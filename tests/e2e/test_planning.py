"""A team enters a colleague and plans a shift; a minute later a resident books with them."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.accounts import somebody
from tests.e2e.looking import check
from tests.e2e.site import running_site
from tests.e2e.visits import HEIGHT, PHONE
from tests.e2e.workplace import running

SERVICE = "birth-certificate"
COLLEAGUES, PLANNING = "/en/staff/colleagues/", "/en/staff/planning/centre/"
TEAM = """
from zenne.accounts.public import Team, TeamMembership
person = Person.objects.create(name="Tina")
TeamMembership.objects.create(person=person, team=Team.objects.first(), granted_by="system")
request = HttpRequest()
request.session = SessionStore()
sign_in(request, person=person, proof=Proof(Assurance.HIGH, "test", second_factor=True))
request.session.save()
print(request.session.session_key)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("planning")


@pytest.fixture(scope="module")
def home(chromium: str, folder: Path) -> Iterator[str]:
    with running_site(folder) as site:
        yield site


@pytest.fixture(scope="module")
def session(home: str, folder: Path) -> str:
    """Of somebody in a team."""
    return running(folder, TEAM)


def a_tuesday() -> date:
    """A Tuesday that comes and on which the branch is open, whenever the test runs."""
    today = date.today()  # noqa: DTZ011 - a day like another
    return today + timedelta(days=8 - today.weekday())


def be_in_the_team(page: Page, home: str, session: str) -> None:
    page.context.add_cookies([{"name": "session", "value": session, "url": home}])


def tick(page: Page, name: str) -> None:
    """Choose a box as somebody without a mouse does."""
    box = page.get_by_role("checkbox", name=name, exact=True)
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()


def enter_colleague(page: Page, home: str, name: str) -> None:
    """By keyboard alone."""
    page.goto(home + COLLEAGUES + "?branch=centre")
    page.get_by_role("link", name="Add a colleague").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Name", exact=True).focus()
    page.keyboard.type(name)
    tick(page, "Dutch")
    page.get_by_label("Other languages").focus()
    page.keyboard.type("Turkish")
    for group in page.locator("main details:has(input[name=whole_groups]) > summary").all():
        group.focus()
        page.keyboard.press("Enter")
        everything = group.locator("xpath=..").locator("input[name=whole_groups]")
        everything.focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The colleague is added.")).to_be_visible()


def plan(page: Page, name: str, day: date, *, desk: str) -> None:
    page.get_by_label("Colleague", exact=True).select_option(label=name)
    page.get_by_label("Desk", exact=True).select_option(desk)
    page.get_by_label("Day", exact=True).fill(day.isoformat())
    page.get_by_label("From", exact=True).fill("09:00")
    page.get_by_label("Until", exact=True).fill("12:00")
    page.get_by_role("button", name="Plan", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 shift is planned.")).to_be_visible()


def free_times(page: Page, home: str, day: date) -> list[dict[str, str]]:
    """What anybody may ask of the API."""
    asked = f"{home}/api/v1/slots?service={SERVICE}&branch=centre&language=tr&first_day={day}&last_day={day}"
    found: list[dict[str, str]] = page.request.get(asked).json()["items"]
    return found


def test_a_colleague_is_entered_planned_and_booked_a_minute_later(browser: Browser, home: str, session: str) -> None:
    day = a_tuesday()
    with somebody(browser) as team, somebody(browser, width=PHONE) as resident:
        be_in_the_team(team, home, session)
        assert free_times(resident, home, day) == []
        team.goto(f"{home}{COLLEAGUES}add/?branch=centre")
        check(team)
        enter_colleague(team, home, "Zehra Y.")
        check(team)

        year, week, _ = day.isocalendar()
        team.goto(f"{home}{PLANNING}{year}-W{week:02}/")
        check(team)
        plan(team, "Zehra Y.", day, desk="1")
        check(team)

        [first, *_] = free_times(resident, home, day)
        held = resident.request.post(f"{home}/api/v1/bookings", data={"slot": first["token"]})
        assert held.status == 201
        team.goto(f"{home}{PLANNING}{year}-W{week:02}/?day={day}")
        expect(team.locator(".z-gantt__visit").first).to_be_attached()
        expect(team.get_by_role("cell", name="Birth certificate")).to_be_visible()
        check(team)
        team.emulate_media(media="print")
        expect(team.locator(".z-gantt")).to_be_visible()
        team.emulate_media(media="screen")

        team.get_by_role("link", name="Zehra Y.").first.click()
        expect(team.get_by_role("heading", level=1)).to_contain_text("Zehra Y.")
        check(team)
        team.get_by_role("button", name="Withdraw the shift").click()
        expect(team.get_by_role("heading", level=1)).to_contain_text("What became of the appointments")
        check(team)
        assert free_times(resident, home, day) == []


def test_all_of_it_works_without_javascript(browser: Browser, home: str, session: str) -> None:
    day = a_tuesday() + timedelta(weeks=1)
    context = browser.new_context(
        java_script_enabled=False, locale="en-GB", viewport={"width": PHONE, "height": HEIGHT}
    )
    context.set_default_timeout(10_000)
    try:
        page = context.new_page()
        be_in_the_team(page, home, session)
        enter_colleague(page, home, "Omar B.")
        year, week, _ = day.isocalendar()
        page.goto(f"{home}{PLANNING}{year}-W{week:02}/")
        plan(page, "Omar B.", day, desk="2")
        page.goto(f"{home}{PLANNING}close/?day={day}")
        expect(page.get_by_text("1 shift falls away.")).to_be_visible()
        page.get_by_role("button", name="Close the branch at this time").click()
        expect(page.get_by_text("1 shift fell away")).to_be_visible()
    finally:
        context.close()
